// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lighteval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.record.ItemReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.Metric;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Details as lighteval writes them. */
class LightEvalFormatTest {
  private static final String TIME = "2026-11-30T20-00-00.123456";
  private static final Path FOLDER =
      Path.of(System.getProperty("sundog.corpus"), "lighteval", "details", "org", "mini-70m", TIME);
  private static final Path SUMS = FOLDER.resolve("details_sums_" + TIME + ".parquet");
  private static final Path ANIMALS = FOLDER.resolve("details_animals_" + TIME + ".parquet");

  @TempDir Path folder;

  private static List<Double> values(Path details, String metric) {
    try (DumpSource source = Dumps.open(List.of(details), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      assertThat(source.format().name()).isEqualTo("lighteval");
      List<Metric> recorded =
          source.metrics().stream().filter(one -> one.description().name().equals(metric)).toList();
      Evaluator evaluator =
          metric.startsWith("recorded.") ? Evaluator.of(recorded) : Evaluator.of(metric);
      Scores scores = evaluator.scores(source);
      List<Double> values = new ArrayList<>();
      for (int item = 0; item < scores.items(); item++) {
        values.add(scores.value(metric, item));
      }
      return values;
    }
  }

  @Test
  void generatedAnswersAgainstEveryGold() {
    assertThat(values(SUMS, "text_exact_match")).containsExactly(1.0, 0.0);
    assertThat(values(SUMS, "token_edit_distance"))
        .as("the text without reasoning, which lighteval scored")
        .containsExactly(0.0, 2.0);
    assertThat(values(SUMS, "recorded.em")).containsExactly(1.0, 0.0);
    assertThat(values(SUMS, "recorded.f1")).containsExactly(1.0, 0.5);
    assertThat(values(SUMS, "recorded.ok")).as("booleans").containsExactly(1.0, 0.0);
  }

  @Test
  void choicesByTheirLogLikelihoods() {
    assertThat(values(ANIMALS, "acc")).containsExactly(1.0, 0.0);
    assertThat(values(ANIMALS, "acc_norm"))
        .as("-2/3, -3/7, -4/3 per character; -1/3, -3/7, -2/3")
        .containsExactly(0.0, 0.0);
    assertThat(values(ANIMALS, "acc_mutual_info")).containsExactly(0.0, 0.0);
    assertThat(values(ANIMALS, "text_exact_match")).containsExactly(1.0, 0.0);
    assertThat(values(ANIMALS, "recorded.acc_norm")).containsExactly(0.0, Double.NaN);
  }

  @Test
  void theTableBeginsWithRecordedMetrics() {
    try (DumpSource source = Dumps.open(List.of(ANIMALS), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      assertThat(source.metrics().stream().map(metric -> metric.description().name()))
          .startsWith("recorded.acc", "recorded.acc_norm", "acc", "acc_norm");
    }
  }

  @Test
  void groupsAreModelTaskAndAnyField() {
    DumpSpec spec = DumpSpec.DEFAULT.with(Field.BY, "@model,@task,@scale,doc.specific.level");
    try (DumpSource source = Dumps.open(List.of(SUMS), spec, BatchLimits.DEFAULT)) {
      assertThat(Evaluator.of("text_exact_match").run(source).groups())
          .extracting(group -> String.join(" ", group.key()))
          .containsExactlyInAnyOrder(
              "org/mini-70m sums 70000000 1", "org/mini-70m sums 70000000 2");
    }
  }

  @Test
  void otherParquetFilesAreNotDetails() throws IOException {
    Path renamed = Files.copy(SUMS, folder.resolve("x.parquet"));
    assertThat(values(renamed, "text_exact_match")).containsExactly(1.0, 0.0);
    Path other = Path.of(System.getProperty("sundog.corpus"), "columns", "files");
    try (var files = Files.list(other)) {
      Path plain =
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      DumpSpec spec = DumpSpec.DEFAULT.with(Field.FORMAT, "lighteval");
      assertThatThrownBy(() -> Dumps.open(List.of(plain), spec, BatchLimits.DEFAULT))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageContaining("details of lighteval have columns \"doc\"");
    }
  }

  private static SequenceBatch read(String row) {
    byte[] bytes = row.getBytes(UTF_8);
    ItemReader reader = LightEvalReader.of(DumpSpec.DEFAULT, List.of("m")).get();
    BatchAppender appender = new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()));
    reader.beginBatch();
    reader.read(
        new RecordBlock("x", bytes, new int[] {0}, new int[] {bytes.length}, 1, 1, 0), 0, appender);
    return appender.finish();
  }

  @Test
  void olderAndUnusualRows() {
    SequenceBatch perplexity =
        read(
            "{\"doc\":{\"query\":\"templated\",\"original_query\":\"a b\","
                + "\"sampling_methods\":[\"PERPLEXITY\"]},"
                + "\"model_response\":{\"logprobs\":[-1,-0.5]}}");
    assertThat(requireNonNull(perplexity.choices()).loglikelihood(0)).isEqualTo(-1.5);
    assertThat(requireNonNull(perplexity.choices()).characters(0)).isEqualTo(3);
    SequenceBatch single =
        read(
            "{\"doc\":{\"choices\":[\"a\"],\"gold_index\":0},"
                + "\"model_response\":{\"text\":[\"a\"]},\"metric\":{\"m\":2,\"other\":[1]}}");
    assertThat(single.hasPrediction(0)).isTrue();
    assertThat(single.hasReference(0)).isTrue();
    assertThat(requireNonNull(single.externalScores()).score(0, 0)).isEqualTo(2);
    SequenceBatch open =
        read(
            "{\"doc\":{\"choices\":[],\"gold_index\":0},\"model_response\":{\"text\":[\"a\"]},"
                + "\"metric\":null}");
    assertThat(open.hasReference(0)).as("no gold").isFalse();
    SequenceBatch without =
        read(
            "{\"doc\":{\"choices\":[\"a\",\"b\"],\"gold_index\":null},"
                + "\"model_response\":{\"logprobs\":[-1,-2]}}");
    assertThat(without.choices()).as("no gold").isNull();
  }

  @Test
  void contradictionsAreErrors() {
    assertThatThrownBy(() ->
            read(
                "{\"doc\":{\"choices\":[\"a\",\"b\"],\"gold_index\":[0]},"
                    + "\"model_response\":{\"logprobs\":[-1]}}"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("1 log-probs for 2 choices");
    assertThatThrownBy(() ->
            read(
                "{\"doc\":{\"choices\":[\"a\"],\"gold_index\":[1]},"
                    + "\"model_response\":{\"text\":[\"b\"]}}"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("gold_index 1 is none of 1 choices");
  }
}
