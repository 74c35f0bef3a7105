// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import static dev.sundog.fixture.Golden.close;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.fixture.Golden;
import dev.sundog.parity.Parity;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers of rapidfuzz, jiwer, rouge-score and torchmetrics. */
class GoldenAlignmentTest {
  private static final List<JsonNode> CASES = Golden.cases("alignment");
  private static SequenceBatch batch = SequenceBatch.of(new int[0][], new int[0][]);

  @BeforeAll
  static void words() {
    Map<String, Integer> ids = new HashMap<>();
    int[][] predictions =
        CASES.stream()
            .map(golden -> Golden.ids(golden.get("prediction"), ids))
            .toArray(int[][]::new);
    int[][] references =
        CASES.stream()
            .map(golden -> Golden.ids(golden.get("reference"), ids))
            .toArray(int[][]::new);
    batch = SequenceBatch.of(predictions, references);
  }

  @Test
  void distances() {
    Scores scores =
        Evaluator.of("token_edit_distance", "indel_distance", "lcs_length").scores(batch);
    for (int item = 0; item < CASES.size(); item++) {
      JsonNode golden = CASES.get(item);
      close(scores.value("token_edit_distance", item), golden.get("distance"), golden);
      close(scores.value("indel_distance", item), golden.get("indel"), golden);
      close(scores.value("lcs_length", item), golden.get("lcs"), golden);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "3", "8", "40"})
  void boundedDistances(String bound) {
    String metric = "bounded_edit_distance=" + bound;
    Scores scores = Evaluator.of(metric).scores(batch);
    for (int item = 0; item < CASES.size(); item++) {
      close(scores.value(metric, item), CASES.get(item).get("bounded").get(bound), item);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hits", "substitutions", "deletions", "insertions", "mer", "wil", "wip"})
  void jiwer(String figure) {
    String metric = figure.length() == 3 ? figure : "alignment_" + figure;
    Scores scores = Evaluator.of(metric).scores(batch);
    int asked = 0;
    for (int item = 0; item < CASES.size(); item++) {
      JsonNode golden = CASES.get(item).get("jiwer");
      if (!golden.isNull()) {
        double wanted = Golden.number(golden.get(figure));
        double value = scores.value(metric, item);
        close(
            figure.equals("wil") ? 1 - value : value,
            figure.equals("wil") ? 1 - wanted : wanted,
            item);
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(200);
  }

  /** jiwer has no answer to an empty reference; the sheet's is that nothing is amiss. */
  @Test
  void nothingAgainstNothing() {
    Scores scores =
        Evaluator.of("mer", "wil", "wip")
            .scores(SequenceBatch.of(new int[][] {{}, {1}, {}}, new int[][] {{}, {}, {1}}));
    assertThat(scores.values("mer")).containsExactly(0, 1, 1);
    assertThat(scores.values("wil")).containsExactly(0, 1, 1);
    assertThat(scores.values("wip")).containsExactly(1, 0, 0);
  }

  @Test
  void rougeL() {
    Scores scores = Evaluator.of("rouge_l").scores(batch);
    for (int item = 0; item < CASES.size(); item++) {
      JsonNode golden = CASES.get(item).get("rouge_l");
      if (!golden.isNull()) {
        close(scores.value("rouge_l", item), golden, CASES.get(item));
      }
    }
  }

  /**
   * Its beam is that of torchmetrics; it can miss a way that is shorter, and moved blocks can save
   * edits.
   */
  @Test
  void sacrebleu() {
    Scores scores = Evaluator.of("token_edit_distance", "token_error_rate").scores(batch);
    Scores beams = Evaluator.of(Parity.metrics("torchmetrics")).scores(batch);
    int emptyReferences = 0;
    for (int item = 0; item < CASES.size(); item++) {
      JsonNode golden = CASES.get(item).get("sacrebleu");
      int[] prediction = batch.predictions().toArray(item);
      int[] reference = batch.references().toArray(item);
      int beam = golden.get("beam").intValue();
      assertThat(beams.value("torchmetrics.edit_distance", item)).isEqualTo(beam);
      assertThat(scores.value("token_edit_distance", item)).isLessThanOrEqualTo(beam);
      if (reference.length == 0) {
        assertThat(scores.status("token_error_rate", item)).isEqualTo(Status.SKIPPED_EMPTY);
        assertThat(golden.get("rate").doubleValue()).isEqualTo(prediction.length == 0 ? 0 : 1);
        emptyReferences++;
      } else {
        assertThat(golden.get("edits").doubleValue())
            .isBetween((double) Math.abs(prediction.length - reference.length), (double) beam);
      }
    }
    assertThat(emptyReferences).isGreaterThan(5);
  }

  /** For "a b c" and "b c d" torchmetrics takes max(length) − d as the hits. */
  @Test
  void torchmetricsIsWrongWhereItIsKnownToBe() {
    Scores scores = Evaluator.of("mer", "wip").scores(batch);
    JsonNode torchmetrics = CASES.get(0).get("torchmetrics");
    assertThat(scores.value("mer", 0)).isEqualTo(0.5);
    assertThat(scores.value("wip", 0)).isEqualTo(4 / 9.0);
    assertThat(torchmetrics.get("mer").doubleValue()).isBetween(0.666, 0.667);
    assertThat(torchmetrics.get("wip").doubleValue()).isBetween(0.111, 0.112);
  }
}
