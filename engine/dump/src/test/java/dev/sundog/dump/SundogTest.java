// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.aggregate.MetricSummary;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.metric.Status;
import dev.sundog.run.Scorer;
import dev.sundog.run.Scores;
import dev.sundog.text.Normalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the README shows. */
class SundogTest {
  @Test
  void tokenIds() {
    int[][] predictions = {{1, 2, 3}, {4, 5}};
    int[][] references = {{1, 2, 4}, {4, 5}};
    Scores scores = Sundog.score(predictions, references, "exact_match", "token_edit_distance");
    double distance = scores.value("token_edit_distance", 0);
    MetricSummary exactMatch = scores.summary().metric("exact_match");

    assertThat(distance).isEqualTo(1);
    assertThat(exactMatch.mean()).isEqualTo(0.5);
  }

  @Test
  void aKeptScorer() {
    int[][] predictions = {{1, 2, 3}, {4, 5}};
    int[][] references = {{1, 2, 4}, {4, 5}};
    try (Scorer scorer = Scorer.of("exact_match", "token_edit_distance")) {
      int[] distances = scorer.editDistances(predictions, references);
      Scores scores = scorer.score(predictions, references);
      double distance = scores.value("token_edit_distance", 0);
      MetricSummary exactMatch = scores.summary().metric("exact_match");

      assertThat(distances).containsExactly(1, 0);
      assertThat(distance).isEqualTo(1);
      assertThat(exactMatch.mean()).isEqualTo(0.5);
    }
  }

  @Test
  void texts() {
    List<String> predictions = List.of("The answer", "forty  two");
    List<String> references = List.of("the answer", "forty two");
    DumpSpec options = DumpSpec.DEFAULT.withNormalizers(Normalizer.parse("case,whitespace"));
    Scores scores = Sundog.score(predictions, references, options, "text_exact_match");
    assertThat(scores.summary().metric("text_exact_match").mean()).isEqualTo(1);

    DumpSpec characters = DumpSpec.DEFAULT.withTokenizer(Tokenizer.CHARS);
    assertThat(
            Sundog.score(predictions, references, characters, "token_edit_distance")
                .values("token_edit_distance"))
        .containsExactly(1, 1);
  }

  @Test
  void aDump(@TempDir Path directory) throws IOException {
    Path dump = directory.resolve("outputs.jsonl");
    Files.writeString(
        dump,
        """
        {"answer": "42", "gold": ["42", "forty-two"]}
        {"answer": "7", "gold": ["8"]}
        """);
    DumpSpec options =
        DumpSpec.DEFAULT.with(Field.PREDICTION, "answer").with(Field.REFERENCE, "gold");
    Scores scores = Sundog.score(dump, options, "exact_match");
    assertThat(scores.value("exact_match", 0)).isEqualTo(1);
    assertThat(scores.summary().metric("exact_match").mean()).isEqualTo(0.5);
  }

  @Test
  void nullIsMissing() {
    int[][] predictions = {null, {1}};
    int[][] references = {{1}, null};
    Scores ids = Sundog.score(predictions, references, "exact_match", "token_error_rate");
    assertThat(ids.values("exact_match")).containsExactly(0, Double.NaN);
    assertThat(ids.values("token_error_rate")).containsExactly(1, Double.NaN);
    assertThat(ids.status("exact_match", 1)).isEqualTo(Status.SKIPPED_NO_REFERENCE);
    assertThat(ids.summary().groups().getFirst().noPrediction()).isEqualTo(1);

    Scores texts =
        Sundog.score(
            Arrays.asList(null, "a"),
            Arrays.asList("a", null),
            DumpSpec.DEFAULT,
            "text_exact_match");
    assertThat(texts.values("text_exact_match")).containsExactly(0, Double.NaN);
  }

  @Test
  void countsThatDiffer() {
    assertThatThrownBy(() -> Sundog.score(new int[2][], new int[3][], "exact_match"))
        .hasMessage("2 predictions, 3 references");
  }

  @Test
  void manyItemsAndLongOnes() {
    int[][] many = new int[50_000][];
    for (int item = 0; item < many.length; item++) {
      many[item] = new int[item % 1_000 == 0 ? 100_000 : 2];
    }
    Scores scores = Sundog.score(many, many, "exact_match", "token_count");
    assertThat(scores.summary().metric("exact_match").sum()).isEqualTo(many.length);
    assertThat(scores.value("token_count", many.length - 1)).isEqualTo(2);
  }

  @Test
  void textThatIsNoTokens() {
    List<String> texts = List.of("1 2", "x");
    DumpSpec ids = DumpSpec.DEFAULT.withTokenizer(Tokenizer.IDS);
    assertThatThrownBy(() -> Sundog.score(texts, texts, ids, "exact_match"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageStartingWith("item, record 2: the text can't be tokenized");
  }

  @Test
  void loneSurrogateIsNoText() {
    List<String> lone = List.of("\ud800");
    assertThatThrownBy(() -> Sundog.score(lone, lone, DumpSpec.DEFAULT, "exact_match"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("lone surrogate");
  }
}
