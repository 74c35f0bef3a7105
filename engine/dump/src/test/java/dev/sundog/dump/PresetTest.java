// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.fixture.SharedData;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Metric;
import dev.sundog.run.BatchTask;
import dev.sundog.run.Evaluator;
import dev.sundog.run.WorkerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of evaluation tools give the figures that the tools gave. */
class PresetTest {
  private static Summary score(Path dump, DumpSpec options, String metric) {
    try (DumpSource source = Dumps.open(List.of(dump), options, BatchLimits.DEFAULT)) {
      return Evaluator.of(metric).run(source);
    }
  }

  private static void batches(Path dump, Consumer<SequenceBatch> check) {
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT);
        WorkerContext worker =
            new WorkerContext(BatchLimits.DEFAULT, new GroupKeys(List.of()), Kernels.select())) {
      for (BatchTask next = source.next(); next != null; next = source.next()) {
        check.accept(next.load(worker));
        worker.appender().clear();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NYTimes, 395, 6, -1169.7099720476813, 171",
    "paper_gan, 238, 1, -846.2630359005816, 85",
    "unicorn, 479, 1, -1271.7429671524587, 184",
    "woodchuck, 18, 0, -61.74600318146833, 5"
  })
  void gltr(String text, int tokens, int impossible, double sum, int likeliest) {
    Path dump = SharedData.require("gltr/" + text + ".json");
    assertThat(score(dump, DumpSpec.DEFAULT, "token_accuracy").metric("token_accuracy").mean())
        .isEqualTo(1 - (tokens - likeliest) / (double) tokens);
    batches(
        dump,
        batch -> {
          LogprobColumn logprobs = Objects.requireNonNull(batch.logprobs());
          assertThat(logprobs.length(0)).isEqualTo(tokens);
          int infinite = 0;
          double rest = 0;
          for (int token = 0; token < tokens; token++) {
            float nats = logprobs.logprob(0, token);
            infinite += nats == Float.NEGATIVE_INFINITY ? 1 : 0;
            rest += nats == Float.NEGATIVE_INFINITY ? 0 : nats;
          }
          assertThat(infinite).isEqualTo(impossible);
          assertThat(rest).isCloseTo(sum, within(-1e-7 * sum));
        });
  }

  @Test
  void openAiBatches(@TempDir Path directory) throws IOException {
    Path chat =
        Files.writeString(
            directory.resolve("chat"),
            """
            {"id":"r1","custom_id":"a","response":{"status_code":200,"request_id":"x","body":{"choices":[{"index":0,"message":{"role":"assistant","content":"yes"},"logprobs":{"content":[{"token":"yes","logprob":-0.5,"bytes":[121],"top_logprobs":[{"token":"no","logprob":-1.5}]}]}}]}},"error":null}
            {"id":"r2","custom_id":"b","response":{"status_code":500,"request_id":"y","body":{"error":{"message":"overloaded"}}},"error":null}
            {"id":"r3","custom_id":"c","response":null,"error":{"code":"expired"}}
            {"id":"r4","custom_id":"d","response":{"status_code":200,"body":{"choices":[{"message":{"content":"no"},"logprobs":{"content":[{"token":"no","logprob":-9999.0}]}}]}},"error":null}
            """);
    Summary summary = score(chat, DumpSpec.DEFAULT, "logprob_sum");
    assertThat(summary.items()).isEqualTo(4);
    assertThat(summary.metric("logprob_sum").sum()).isEqualTo(-0.5);
    assertThat(summary.metric("logprob_sum").scored()).isEqualTo(1);
    assertThat(summary.groups().get(0).noPrediction()).isEqualTo(2);
    Path completions =
        Files.writeString(
            directory.resolve("completions"),
            """
            {"custom_id":"a","response":{"status_code":200,"body":{"choices":[{"text":"b c","logprobs":{"tokens":["a","b"],"token_logprobs":[null,-2.5]}}]}},"error":null}
            {"custom_id":"b","response":{"status_code":500,"body":{"error":{"message":"overloaded"}}},"error":null}
            {"custom_id":"c","response":null,"error":{"code":"x","message":"expired"}}
            """);
    Summary texts = score(completions, DumpSpec.DEFAULT, "logprob_sum");
    assertThat(texts.metric("logprob_sum").sum()).isEqualTo(-2.5);
    assertThat(texts.groups().get(0).noPrediction()).isEqualTo(2);
  }

  @Test
  void ownRecordsWithNamesOfABatch(@TempDir Path directory) throws IOException {
    Path dump =
        Files.writeString(
            directory.resolve("dump"),
            """
            {"custom_id":"a","response":"kept aside","prediction":"b","reference":"b"}
            """);
    assertThat(score(dump, DumpSpec.DEFAULT, "exact_match").metric("exact_match").sum())
        .isEqualTo(1);
  }

  /** The tool's lines hold no references: who adds them names their path, and no other. */
  @Test
  void referencesAddedToOpenAiBatches(@TempDir Path directory) throws IOException {
    Path chat =
        Files.writeString(
            directory.resolve("chat"),
            """
            {"custom_id":"a","answer":"yes","response":{"status_code":200,"body":{"choices":[{"message":{"content":"yes"}}]}},"error":null}
            {"custom_id":"b","answer":"no","response":{"status_code":500,"body":{"error":{"message":"overloaded"}}},"error":null}
            """);
    DumpSpec answers = DumpSpec.DEFAULT.with(Field.REFERENCE, "answer");
    assertThat(score(chat, answers, "exact_match").metric("exact_match").mean()).isEqualTo(0.5);
  }

  @Test
  void vllmPrompts(@TempDir Path directory) throws IOException {
    Path dump =
        Files.writeString(
            directory.resolve("dump"),
            """
            {"request_id":"0","prompt_logprobs":[null,{"17":{"logprob":-3.0,"rank":4,"decoded_token":"x"},"5":{"logprob":-0.25,"rank":1,"decoded_token":"y"}},{"9":{"logprob":-1.0,"rank":1,"decoded_token":"z"}}],"outputs":[{"text":"t"}]}
            """);
    Summary summary = score(dump, DumpSpec.DEFAULT, "logprob_sum");
    assertThat(summary.metric("logprob_sum").sum()).isEqualTo(-4);
  }

  @Test
  void logprobsWithoutReferencesAreScoredAsSuch(@TempDir Path directory) throws IOException {
    Path dump = directory.resolve("dump");
    for (String record :
        List.of(
            "{\"prompt_logprobs\":[null,{\"5\":{\"logprob\":-1.5}}],\"outputs\":[{\"text\":\"t\"}]}",
            "{\"logprobs\":[-1.5]}")) {
      Files.writeString(dump, record);
      assertThat(metrics(List.of(dump), DumpSpec.DEFAULT))
          .containsExactly("logprob_mean", "perplexity");
    }
    Files.writeString(dump, "{\"logprobs\":[-1.5],\"prediction\":\"a\",\"reference\":\"b\"}");
    assertThat(metrics(List.of(dump), DumpSpec.DEFAULT)).isEmpty();
    Files.writeString(dump, "-1.5 -2\n");
    DumpSpec lines =
        DumpSpec.DEFAULT.with(Field.FORMAT, "text").with(Field.LOGPROBS, dump.toString());
    assertThat(metrics(List.of(), lines)).containsExactly("logprob_mean", "perplexity");
  }

  private static List<String> metrics(List<Path> dumps, DumpSpec options) {
    try (DumpSource source = Dumps.open(dumps, options, BatchLimits.DEFAULT)) {
      return source.metrics().stream().map(Metric::name).toList();
    }
  }
}
