// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.fixture.SharedData;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import dev.sundog.text.Normalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs of real models give the answers that others published or computed of them. */
class RealDataTest {
  private static final DumpSpec OPTIONS = DumpSpec.DEFAULT;

  @TempDir Path directory;

  private static Summary score(Path dump, DumpSpec options, String... metrics) {
    return score(List.of(dump), options, metrics);
  }

  private static Summary score(List<Path> dumps, DumpSpec options, String... metrics) {
    try (DumpSource source = Dumps.open(dumps, options, BatchLimits.DEFAULT)) {
      return Evaluator.of(metrics).run(source);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6b_finetuning, 0.2168309325246399",
    "6b_verification, 0.3904473085670963",
    "175b_finetuning, 0.34723275208491283",
    "175b_verification, 0.5625473843821076"
  })
  void gsm8k(String column, double accuracy) {
    Path dump = SharedData.require("gsm8k/example_model_solutions.jsonl");
    DumpSpec options =
        OPTIONS
            .with(Field.PREDICTION, column + ".solution")
            .with(Field.REFERENCE, "ground_truth")
            .with(Field.EXTRACT_PREDICTION, "\\nA:(.*)")
            .with(Field.EXTRACT_REFERENCE, "\\nA:(.*)")
            .withNormalizers(Normalizer.parse("strip,drop=,$"))
            .withBy(List.of(column + ".is_correct"));
    Summary summary = score(dump, options, "text_exact_match");
    assertThat(summary.items()).isEqualTo(1319);
    double right = 0;
    for (var group : summary.groups()) {
      double mean = group.metric("text_exact_match").mean();
      assertThat(mean).isEqualTo(group.key().equals(List.of("true")) ? 1 : 0);
      right += group.metric("text_exact_match").sum();
    }
    assertThat(right / 1319).isEqualTo(accuracy);
    assertThat(summary.groups().stream().mapToLong(group -> group.noPrediction()).sum())
        .isBetween(1L, 5L);
  }

  @ParameterizedTest
  @CsvSource({
    "boolean_expressions, 0.884, 29, 116",
    "dyck_languages, 0.468, 203, 342",
    "hyperbaton, 0.604, 99, 99",
    "multistep_arithmetic_two, 0.012, 247, 591",
    "object_counting, 0.452, 137, 155",
    "sports_understanding, 0.728, 68, 204",
    "word_sorting, 0.504, 934, 6377"
  })
  void bbhDirect(String task, double accuracy, double words, double characters) {
    Path dump = SharedData.require("bbh-direct/" + task + "_few_shot_template_0-255000.json");
    DumpSpec options =
        OPTIONS
            .with(Field.RECORDS, "outputs")
            .with(Field.REFERENCE, "target")
            .withNormalizers(Normalizer.parse("strip"));
    Summary byWords = score(dump, options, "text_exact_match", "token_edit_distance");
    assertThat(byWords.items()).isEqualTo(250);
    assertThat(byWords.metric("text_exact_match").mean()).isEqualTo(accuracy);
    assertThat(byWords.metric("token_edit_distance").sum()).isEqualTo(words);
    Summary byCharacters =
        score(dump, options.withTokenizer(Tokenizer.CHARS), "token_edit_distance");
    assertThat(byCharacters.metric("token_edit_distance").sum()).isEqualTo(characters);
  }

  @ParameterizedTest
  @CsvSource({
    "sys1, 28451, 0.5904779694082976, 55, 104672",
    "sys2, 28092, 0.5830272087665774, 69, 108278"
  })
  void compareMt(String system, double words, double rate, double exact, double characters) {
    DumpSpec options =
        OPTIONS
            .with(Field.FORMAT, "text")
            .with(
                Field.PREDICTION,
                SharedData.require("compare-mt/ted." + system + ".eng").toString())
            .with(Field.REFERENCE, SharedData.require("compare-mt/ted.ref.eng").toString());
    Summary summary =
        score(List.of(), options, "token_edit_distance", "token_error_rate", "exact_match");
    assertThat(summary.items()).isEqualTo(2445);
    assertThat(summary.metric("token_edit_distance").sum()).isEqualTo(words);
    assertThat(summary.metric("token_error_rate").mean()).isEqualTo(rate);
    assertThat(summary.metric("token_error_rate").weight()).isEqualTo(48_183);
    assertThat(summary.metric("exact_match").sum()).isEqualTo(exact);
    Summary byCharacters =
        score(List.of(), options.withTokenizer(Tokenizer.CHARS), "token_edit_distance");
    assertThat(byCharacters.metric("token_edit_distance").sum()).isEqualTo(characters);
  }

  @ParameterizedTest
  @CsvSource({
    "sys1, -561661.5183236913, -6.602267733113415",
    "sys2, -515830.1727410507, -6.063525440409196"
  })
  void compareMtLogprobs(String system, double sum, double mean) {
    Path file = SharedData.require("compare-mt/ll_test." + system + ".likelihood");
    DumpSpec options = OPTIONS.with(Field.FORMAT, "text").with(Field.LOGPROBS, file.toString());
    Summary summary = score(List.of(), options, "logprob_sum", "logprob_mean");
    assertThat(summary.metric("logprob_sum").sum()).isCloseTo(sum, within(-1e-9 * sum));
    assertThat(summary.metric("logprob_mean").mean()).isCloseTo(mean, within(-1e-9 * mean));
    assertThat(summary.metric("logprob_mean").weight()).isEqualTo(85_071);
  }

  @ParameterizedTest
  @CsvSource({"test1.pra, 51", "test11.pra, 10"})
  void sctk(String alignments, int utterances) throws IOException {
    List<String> references = new ArrayList<>();
    List<String> predictions = new ArrayList<>();
    List<Integer> distances = new ArrayList<>();
    Pattern counts = Pattern.compile("Scores: \\(#C #S #D #I\\) \\d+ (\\d+) (\\d+) (\\d+)");
    for (String line : Files.readAllLines(SharedData.require("sctk/" + alignments), ISO_8859_1)) {
      Matcher matcher = counts.matcher(line);
      if (matcher.find()) {
        distances.add(
            Integer.parseInt(matcher.group(1))
                + Integer.parseInt(matcher.group(2))
                + Integer.parseInt(matcher.group(3)));
      } else if (line.startsWith("REF:")) {
        references.add(words(line));
      } else if (line.startsWith("HYP:")) {
        predictions.add(words(line));
      }
    }
    DumpSpec options =
        OPTIONS
            .with(Field.FORMAT, "text")
            .with(Field.PREDICTION, Files.write(directory.resolve("hyp"), predictions).toString())
            .with(Field.REFERENCE, Files.write(directory.resolve("ref"), references).toString())
            .withNormalizers(List.of(Normalizer.Named.CASE));
    try (DumpSource source = Dumps.open(List.of(), options, BatchLimits.DEFAULT)) {
      Scores scores = Evaluator.of("token_edit_distance").scores(source);
      assertThat(scores.items()).isEqualTo(utterances).isEqualTo(distances.size());
      for (int item = 0; item < utterances; item++) {
        assertThat(scores.value("token_edit_distance", item))
            .isEqualTo((double) distances.get(item));
      }
    }
  }

  private static String words(String line) {
    return line.substring(4).replaceAll("\\*+", " ").strip();
  }

  @ParameterizedTest
  @CsvSource({
    "word_sorting, 45, 300, 799",
    "dyck_languages, 482, 986, 16202",
    "multistep_arithmetic, 45, 300, 255",
    "logical_deduction, 45, 300, 271",
    "tracking_shuffled_objects, 43, 300, 255"
  })
  void bbMistake(String task, double exact, long items, double words) {
    Path dump = SharedData.require("bbmistake/" + task + ".jsonl");
    DumpSpec options = OPTIONS.with(Field.PREDICTION, "answer").with(Field.REFERENCE, "target");
    Summary summary = score(dump, options, "text_exact_match", "token_edit_distance");
    assertThat(summary.items()).isEqualTo(items);
    assertThat(summary.metric("text_exact_match").sum()).isEqualTo(exact);
    assertThat(summary.metric("token_edit_distance").sum()).isEqualTo(words);
  }

  @Test
  void recordsOfSeveralFilesFollowEachOther() {
    Path dump = SharedData.require("bbmistake/word_sorting.jsonl");
    DumpSpec options = OPTIONS.with(Field.PREDICTION, "answer").with(Field.REFERENCE, "target");
    Summary summary = score(List.of(dump, dump), options, "exact_match");
    assertThat(summary.items()).isEqualTo(600);
    assertThat(summary.metric("exact_match").sum()).isEqualTo(90);
  }
}
