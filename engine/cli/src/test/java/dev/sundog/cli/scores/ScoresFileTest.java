// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.run.BatchSource;
import dev.sundog.run.BatchTask;
import dev.sundog.run.Evaluator;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoresFileTest {
  private static final List<Metric> METRICS =
      Metrics.named(List.of("token_edit_distance", "token_error_rate", "logprob_sum"));

  @Test
  void jsonLinesHoldNullAndStatusWhereThereIsNoScore() {
    assertThat(written("scores.jsonl"))
        .isEqualTo(
            """
            {"item":0,"id":"=1+1","key":{"mo\\"del":"a,b"},"scores":{"token_edit_distance":1,"token_error_rate":0.5,"logprob_sum":-1.5}}
            {"item":1,"id":"-x\\u000d\\u000a\\u0007","key":{"mo\\"del":"@\\u003c"},"scores":{"token_edit_distance":0,"token_error_rate":null,"logprob_sum":null},"status":{"token_error_rate":"SKIPPED_EMPTY","logprob_sum":"SKIPPED_NON_FINITE"}}
            {"item":2,"id":"日本","key":{"mo\\"del":"a,b"},"scores":{"token_edit_distance":2,"token_error_rate":2,"logprob_sum":null},"status":{"logprob_sum":"SKIPPED_NO_LOGPROBS"}}
            """);
  }

  @Test
  void csvQuotesAndNeutralisesTextsButLeavesNumbers() {
    assertThat(written("SCORES.CSV"))
        .isEqualTo(
            String.join(
                "\r\n",
                "item,id,\"mo\"\"del\",token_edit_distance,token_edit_distance_status,"
                    + "token_error_rate,token_error_rate_status,logprob_sum,logprob_sum_status",
                "0,'=1+1,\"a,b\",1,SCORED,0.5,SCORED,-1.5,SCORED",
                "1,\"'-x\r\n\u0007\",'@<,0,SCORED,,SKIPPED_EMPTY,,SKIPPED_NON_FINITE",
                "2,日本,\"a,b\",2,SCORED,2,SCORED,,SKIPPED_NO_LOGPROBS",
                ""));
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> ScoresOutput.checkName(Path.of("scores.xlsx")))
        .hasMessageContaining(".jsonl, .csv, .parquet or .arrow");
  }

  private static String written(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ThreeBatches source = new ThreeBatches()) {
      ScoresFile file = ScoresFile.begin(Path.of(name), out, source.keyNames(), METRICS);
      Evaluator.of(METRICS).withThreads(3).withSink(file).run(source);
    }
    return out.toString(UTF_8);
  }

  /** One item a batch: ids and keys that a spreadsheet or a terminal would act on. */
  private static final class ThreeBatches implements BatchSource {
    private int handedOut;

    @Override
    public List<String> keyNames() {
      return List.of("mo\"del");
    }

    @Override
    public @Nullable BatchTask next() {
      return switch (handedOut++) {
        case 0 ->
            worker -> batch(worker.appender(), "=1+1", "a,b", ids(1, 2), ids(1, 3), -1f, -0.5f);
        case 1 ->
            worker ->
                batch(
                    worker.appender(), "-x\r\n\u0007", "@<", ids(), ids(), Float.NEGATIVE_INFINITY);
        case 2 -> worker -> batch(worker.appender(), "日本", "a,b", ids(7, 8), ids(9));
        default -> null;
      };
    }

    @Override
    public void close() {}

    private static int[] ids(int... ids) {
      return ids;
    }

    private static SequenceBatch batch(
        BatchAppender appender,
        String id,
        String key,
        int[] prediction,
        int[] reference,
        float... logprobs) {
      byte[] name = id.getBytes(UTF_8);
      appender.prediction(prediction).reference(reference).id(name, 0, name.length);
      for (float logprob : logprobs) {
        appender.logprob(logprob);
      }
      if (logprobs.length > 0) {
        appender.endLogprobs();
      }
      appender.group(appender.groupKeys().code(List.of(key))).endItem();
      return appender.finish();
    }
  }
}
