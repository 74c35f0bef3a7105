// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DumpsTest {
  @TempDir Path directory;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static Summary score(Path dump, DumpSpec options, String... metrics) {
    try (DumpSource source = Dumps.open(List.of(dump), options, BatchLimits.DEFAULT)) {
      return Evaluator.of(metrics).run(source);
    }
  }

  @Test
  void severalReferencesAreOneItem() throws IOException {
    Path dump =
        file(
            "dump",
            """
            {"prediction":"a b","reference":["x","a b","y z"]}
            {"prediction":"q","reference":[]}
            {"prediction":null,"reference":["q"]}
            """);
    Summary summary = score(dump, DumpSpec.DEFAULT, "text_exact_match", "exact_match");
    assertThat(summary.items()).isEqualTo(3);
    assertThat(summary.metric("text_exact_match").sum()).isEqualTo(1);
    assertThat(summary.metric("text_exact_match").scored()).isEqualTo(2);
    assertThat(summary.metric("exact_match").sum()).isEqualTo(1);
    assertThat(summary.groups().get(0).noPrediction()).isEqualTo(1);
    Path ids = file("ids", "{\"prediction\":[1,2],\"reference\":[[1],[1,2]]}");
    assertThat(score(ids, DumpSpec.DEFAULT, "exact_match").metric("exact_match").sum())
        .isEqualTo(1);
  }

  @Test
  void groupsComeFromPathsAndFromTheReferencesLength() throws IOException {
    Path dump =
        file(
            "dump",
            """
            {"m":{"size":10},"c":[{"t":"a"}],"r":"a"}
            {"c":[{"t":"a"}],"r":"a b","m":{"size":9}}
            {"m":{"size":10},"c":[{"t":"b"}],"r":"a"}
            {"m":null,"c":[{"t":"b"}],"r":"b"}
            """);
    DumpSpec options =
        DumpSpec.DEFAULT
            .with(Field.PREDICTION, "c.0.t")
            .with(Field.REFERENCE, "r")
            .withBy(List.of("m.size", DumpSpec.LENGTH));
    Summary summary = score(dump, options, "exact_match");
    assertThat(summary.groups())
        .extracting(group -> group.key() + " " + group.metric("exact_match").sum())
        .containsExactlyInAnyOrder("[9, 2] 0.0", "[10, 1] 1.0", "[null, 1] 1.0");
  }

  @ParameterizedTest
  @EnumSource(
      value = Tokenizer.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"IDS"})
  void tokenizersTellTextsApart(Tokenizer tokenizer) throws IOException {
    Path dump =
        file(
            "dump",
            """
            {"prediction":"naïve 東京 \\ud83d\\ude00","reference":"naïve 東京 😀"}
            {"prediction":"one two","reference":"one three"}
            """);
    Summary summary =
        score(dump, DumpSpec.DEFAULT.withTokenizer(tokenizer), "exact_match", "token_count");
    assertThat(summary.metric("exact_match").sum()).isEqualTo(1);
  }

  @Test
  void linesOfWhichNothingCountsHaveNoLength() throws IOException {
    DumpSpec options =
        DumpSpec.DEFAULT
            .with(Field.FORMAT, "text")
            .with(Field.PREDICTION, file("predictions", "a\na\n").toString())
            .with(Field.REFERENCE, file("references", "= a b\nc\n").toString())
            .with(Field.EXTRACT_REFERENCE, "= (.*)")
            .withBy(List.of(DumpSpec.LENGTH));
    try (DumpSource source = Dumps.open(List.of(), options, BatchLimits.DEFAULT)) {
      assertThat(Evaluator.of("exact_match").run(source).groups())
          .extracting(group -> group.key().get(0))
          .containsExactlyInAnyOrder("2", "0");
    }
  }

  @Test
  void idsMayBeWrittenAsText() throws IOException {
    Path predictions = file("predictions", "1 2 3\r\n\r\n-4 70000\r\n");
    Path references = file("references", "1 2\n\n-4 70000");
    DumpSpec options =
        DumpSpec.DEFAULT
            .with(Field.FORMAT, "text")
            .with(Field.PREDICTION, predictions.toString())
            .with(Field.REFERENCE, references.toString())
            .withTokenizer(Tokenizer.IDS);
    try (DumpSource source = Dumps.open(List.of(), options, BatchLimits.DEFAULT)) {
      Summary summary = Evaluator.of("token_edit_distance").run(source);
      assertThat(summary.items()).isEqualTo(3);
      assertThat(summary.metric("token_edit_distance").sum()).isEqualTo(1);
    }
  }

  @Test
  void logprobsMayBeWrittenAsText() throws IOException {
    String numbers = "{\"logprobs\":[null,-0.5,-1.25e-1,0,{\"logprob\":-3}]}\n";
    String texts = "{\"logprobs\":[null,\"-0.5\",\"-1.25e-1\",\"0\",{\"logprob\":\"-3\"}]}\n";
    String impossible = "{\"logprobs\":[\"-inf\",\"-Infinity\"]}\n{\"logprobs\":[\"-9999.0\"]}\n";
    Path dump = file("dump.jsonl", numbers + texts + impossible);
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      Scores scores = Evaluator.of("logprob_sum").scores(source);
      assertThat(scores.value("logprob_sum", 0)).isEqualTo(-3.625);
      assertThat(scores.value("logprob_sum", 1)).isEqualTo(-3.625);
      assertThat(scores.value("logprob_sum", 2)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(scores.value("logprob_sum", 3)).isNaN();
    }
  }

  @Test
  void filesOfUnequalLengthDoNotBelongTogether() throws IOException {
    Path two = file("two", "a\nb\n");
    Path three = file("three", "a\nb\nc\n");
    DumpSpec options =
        DumpSpec.DEFAULT
            .with(Field.FORMAT, "text")
            .with(Field.PREDICTION, two.toString())
            .with(Field.REFERENCE, three.toString());
    try (DumpSource source = Dumps.open(List.of(), options, BatchLimits.DEFAULT)) {
      assertThatThrownBy(() -> Evaluator.of("exact_match").run(source))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessage(two + ", record 2: the file has 2 lines, " + three + " has more");
    }
  }

  @Test
  void resultsDoNotDependOnThreadsAndBatches() throws IOException {
    StringBuilder content = new StringBuilder();
    for (int item = 0; item < 700; item++) {
      content.append(
          "{\"id\":%d,\"by\":\"g%d\",\"prediction\":\"w%d w%d\",\"reference\":[\"w%d\",\"w%d x\"]}%n"
              .formatted(item, item % 7, item % 11, item % 13, item % 11, item % 3));
    }
    Path dump = file("dump", content.toString());
    DumpSpec options = DumpSpec.DEFAULT.withBy(List.of("by"));
    String expected = score(dump, options, "token_error_rate", "edit_similarity").toJson();
    for (int items : new int[] {1, 63, 512}) {
      for (int threads : new int[] {1, 2, 3}) {
        BatchLimits limits = BatchLimits.DEFAULT.withBatchItems(items);
        try (DumpSource source = Dumps.open(List.of(dump), options, limits)) {
          Evaluator evaluator = Evaluator.of("token_error_rate", "edit_similarity");
          assertThat(evaluator.withThreads(threads).run(source).toJson()).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void formatsAreDetected() throws IOException {
    Path dump = file("dump", "{\"prediction\":[1],\"reference\":[1]}\n");
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      assertThat(source.format().name()).isEqualTo("jsonl");
      assertThat(source.notes()).isEmpty();
    }
  }

  @Test
  void pathsOfTheUserComeBeforePresets() throws IOException {
    Path dump =
        file("dump", "{\"doc_id\":0,\"target\":\"a\",\"filtered_resps\":[\"b\"],\"x\":\"a\"}\n");
    DumpSpec options = DumpSpec.DEFAULT.with(Field.PREDICTION, "x").with(Field.REFERENCE, "target");
    assertThat(score(dump, options, "exact_match").metric("exact_match").sum()).isEqualTo(1);
    DumpSpec preset = options.with(Field.FORMAT, "lm-eval");
    assertThatThrownBy(() -> score(dump, preset, "exact_match"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "format lm-eval does not use Field.PREDICTION, Field.REFERENCE; remove them");
  }

  @Test
  void filesThatChangeWhileTheyAreReadAreRefused() throws IOException {
    String line = "{\"prediction\":[1,2,3],\"reference\":[1,2,4]}\n";
    for (String change : new String[] {"cut", "grown", "replaced"}) {
      Path dump = file("dump", line.repeat(100_000));
      try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
        assertThat(source.next()).isNotNull();
        switch (change) {
          case "cut" -> Files.writeString(dump, line.repeat(90_000));
          case "grown" -> Files.writeString(dump, line, StandardOpenOption.APPEND);
          default -> {
            Path other = file("other", line.repeat(100_000));
            Files.move(other, dump, StandardCopyOption.REPLACE_EXISTING);
          }
        }
        assertThatThrownBy(() -> Evaluator.of("exact_match").run(source))
            .isInstanceOf(MalformedDumpException.class)
            .hasMessageContaining("the file was changed while it was read");
      }
    }
  }
}
