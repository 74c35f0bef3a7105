// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sundog.aggregate.Remark;
import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.format.RecordedMetric;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Status;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that lm-eval recorded for its own metrics, in files that only it could grade. */
class RecordedFiguresTest {
  @TempDir private Path directory;

  private Path write(String... lines) throws IOException {
    return Files.writeString(directory.resolve("samples.jsonl"), String.join("\n", lines) + "\n");
  }

  private static String line(int id, String responses, String metrics) {
    return "{\"doc_id\":%d,\"target\":\"ok\",\"arguments\":[[\"Q\",{\"until\":[]}]],\"filtered_resps\":%s,\"filter\":\"f\",\"metrics\":%s}"
        .formatted(id, responses, metrics);
  }

  private static Scores scores(Path dump) {
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      return Evaluator.of(source.metrics()).scores(source);
    }
  }

  @Test
  void nestedAnswersAndAnyNameOfAMetric() throws IOException {
    Path dump =
        write(
            line(
                0, "[[\"x\",\"y\"]]", "[\"pass@1\",\"my score\"],\"pass@1\":0.5,\"my score\":true"),
            line(1, "[[\"z\"]]", "[\"pass@1\",\"my score\"],\"pass@1\":1,\"my score\":false"),
            line(2, "[\"w\"]", "[\"pass@1\",\"my score\"],\"pass@1\":null,\"my score\":NaN"));
    Scores scores = scores(dump);
    assertThat(scores.values("recorded.pass@1")).containsExactly(0.5, 1, Double.NaN);
    assertThat(scores.status("recorded.pass@1", 2)).isEqualTo(Status.SKIPPED_EMPTY);
    assertThat(scores.status("recorded.my score", 2)).isEqualTo(Status.SKIPPED_NON_FINITE);
    assertThat(scores.summary().metric("recorded.pass@1").mean()).isEqualTo(0.75);
    assertThat(scores.summary().metric("recorded.my score").mean()).isEqualTo(0.5);
    assertThat(scores.summary().remarks())
        .extracting(Remark::name, Remark::count)
        .containsExactly(tuple("unread_answers", 1L));
  }

  @Test
  void perplexitiesAreCombinedAsLmEvalDoes() throws IOException {
    String names =
        "[\"perplexity\",\"word_perplexity\",\"bits_per_byte\",\"brier_score\"],\"brier_score\":[0,\"[0.5"
            + " 0.5]\"],";
    Path dump =
        write(
            line(
                0,
                "[\"x\"]",
                names
                    + "\"perplexity\":-1.0,\"word_perplexity\":[-6.0,3],\"bits_per_byte\":[-6.0,12]"),
            line(
                1,
                "[\"x\"]",
                names
                    + "\"perplexity\":-3.0,\"word_perplexity\":[-2.0,1],\"bits_per_byte\":[-2.0,4]"));
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      assertThat(source.metrics())
          .extracting(Metric::name)
          .contains("recorded.perplexity", "brier_score")
          .doesNotContain("recorded.brier_score");
      assertThat(source.recorded())
          .extracting(RecordedMetric::ours, RecordedMetric::recorded)
          .contains(tuple("perplexity_per_document", "recorded.perplexity"));
    }
    Scores scores = scores(dump);
    assertThat(scores.summary().metric("recorded.perplexity").mean()).isEqualTo(Math.exp(2));
    assertThat(scores.summary().metric("recorded.word_perplexity").mean()).isEqualTo(Math.exp(2));
    assertThat(scores.summary().metric("recorded.bits_per_byte").mean())
        .isCloseTo(0.5 / Math.log(2), within(1e-15));
  }
}
