// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.fixture.MixedItems;
import dev.sundog.metric.Metric;
import dev.sundog.run.Evaluator;
import dev.sundog.run.ScoreSink;
import dev.sundog.run.Scores;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other tools make of inputs on which they differ from us. */
class ParityTest {
  private static final long SEED = Long.getLong("sundog.seed", 20251125);

  private static double value(String tool, String metric, String prediction, String... references) {
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      byte[] text = prediction.getBytes(UTF_8);
      appender.prediction(new int[0]).predictionText(text, 0, text.length);
      for (String reference : references) {
        byte[] utf8 = reference.getBytes(UTF_8);
        appender.reference(new int[0]).referenceText(utf8, 0, utf8.length);
      }
      appender.endItem();
      try (SequenceBatch batch = appender.finish()) {
        return score(tool, metric, batch);
      }
    }
  }

  private static double score(String tool, String metric, SequenceBatch batch) {
    Metric theirs =
        Parity.metrics(tool).stream()
            .filter(known -> known.name().equals(tool + "." + metric))
            .findFirst()
            .orElseThrow();
    Scores scores = Evaluator.of(List.of(theirs)).scores(batch);
    return scores.value(theirs.name(), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "exact_match, ' a b ', 'a b', 1",
    "exact_match, '', '', 0",
    "exact_match, 'A b', 'a b', 0",
    "quasi_exact_match, 'The A, b!', 'b', 1",
    "quasi_exact_match, '!', '?', 1",
    "prefix_exact_match, 'yes, it is', 'yes', 1",
    "prefix_exact_match, 'yesterday', ' yes', 1",
    "prefix_exact_match, '', '', 0",
    "quasi_prefix_exact_match, 'The Yes', 'yes', 1",
    "wer_score, 'a, c', 'A b c', 0.3333333333333333",
    "wer_score, '', 'a b c', 0",
    "wer_score, 'a b', '!', 2",
    "mer_score, 'b c d', 'a b c', 0.5",
    "mer_score, '!', '?', 0",
    "mer_score, '', 'a', 0",
    "wip_score, 'b c d', 'a b c', 0.4444444444444444",
    "cer_score, 'abc', 'a-bd', 0.3333333333333333"
  })
  void helm(String metric, String prediction, String reference, double expected) {
    assertThat(value("helm", metric, prediction, reference)).isCloseTo(expected, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lm-eval", "helm", "jiwer", "torchmetrics", "evaluate"})
  void readsNoMoreThanItDeclares(String tool) {
    List<MixedItems.Item> items = MixedItems.random(SEED, 50);
    ScoreSink readsAll = (firstItem, batch, metrics, scores) -> () -> {};
    for (Metric metric : Parity.metrics(tool)) {
      Evaluator evaluator = Evaluator.of(List.of(metric));
      assertThat(evaluator.run(MixedItems.source(items, 20)).toJson())
          .isEqualTo(evaluator.withSink(readsAll).run(MixedItems.source(items, 20)).toJson());
    }
  }

  @Test
  void helmTakesTheLargestOverSeveralReferencesEvenOfErrors() {
    assertThat(value("helm", "exact_match", "b", "a", "b")).isEqualTo(1);
    assertThat(value("helm", "wer_score", "a b", "a b", "c d")).isEqualTo(1);
    assertThat(value("evaluate", "wer", "a b", "a b", "c d")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "lm-eval, exact_match, 'a b', 'a b', 1",
    "lm-eval, exact_match, 'a  b', 'a b', 0",
    "evaluate, exact_match, '', '', 1",
    "evaluate, wer, 'a b  c', 'a c', 0.5",
    "evaluate, wer, 'a b', '', 2",
    "evaluate, cer, ' abc', 'abd', 0.3333333333333333",
    "evaluate, rougeL, 'The cat-sat', 'the cat', 0.8",
    "evaluate, rougeL, '!', '?', 0"
  })
  void others(String tool, String metric, String prediction, String reference, double expected) {
    assertThat(value(tool, metric, prediction, reference)).isCloseTo(expected, within(1e-15));
  }

  /** Sixty tokens of junk before the whole answer. */
  @Test
  void torchmetricsLosesItsWayBeyondItsBeam() {
    int[] answer = IntStream.range(0, 200).map(at -> at % 10).toArray();
    int[] prediction = IntStream.concat(IntStream.range(500, 560), IntStream.of(answer)).toArray();
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      appender.prediction(prediction).reference(answer).endItem();
      try (SequenceBatch batch = appender.finish()) {
        assertThat(score("torchmetrics", "edit_distance", batch)).isEqualTo(81);
        assertThat(
                Evaluator.of("token_edit_distance").scores(batch).value("token_edit_distance", 0))
            .isEqualTo(60);
      }
    }
  }

  @Test
  void withinTheBeamTorchmetricsIsRight() {
    System.out.println("seed " + SEED + " (replay with -Dsundog.seed)");
    Random random = new Random(SEED);
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      for (int pair = 0; pair < 300; pair++) {
        appender
            .prediction(random.ints(random.nextInt(24), 0, 4).toArray())
            .reference(random.ints(random.nextInt(24), 0, 4).toArray())
            .endItem();
      }
      try (SequenceBatch batch = appender.finish()) {
        Scores ours = Evaluator.of("token_edit_distance").scores(batch);
        BeamEditDistance.Rows rows = new BeamEditDistance.Rows();
        for (int pair = 0; pair < 300; pair++) {
          assertThat(rows.distance(batch.predictions(), batch.references(), pair))
              .isEqualTo((int) ours.value("token_edit_distance", pair));
        }
      }
    }
  }

  /** Scores per token: -1 and -1 tie, of which one is right. */
  @Test
  void helmsChoices() {
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      appender.choice(-2, Double.NaN, 0, 2, 2, 2).choice(-3, Double.NaN, 1, 3, 3, 3);
      appender.choice(-8, Double.NaN, 0, 2, 2, 2).reference(new int[0]).endItem();
      try (SequenceBatch batch = appender.finish()) {
        assertThat(score("helm", "exact_match", batch)).isEqualTo(0.5);
        assertThat(score("helm", "max_prob", batch))
            .isCloseTo(1 / (2 + Math.exp(-3)), within(1e-15));
      }
    }
  }

  @Test
  void everyToolNamesItsMetrics() {
    assertThat(Parity.tools())
        .containsExactly("lm-eval", "helm", "jiwer", "torchmetrics", "evaluate");
    for (String tool : Parity.tools()) {
      assertThat(Parity.metrics(tool).stream().map(Metric::name)).doesNotHaveDuplicates();
      assertThat(Parity.with(tool))
          .isNotEmpty()
          .allMatch(parity -> parity.theirs().name().startsWith(tool + "."));
    }
    assertThatThrownBy(() -> Parity.with("excel"))
        .hasMessageContaining("no tool \"excel\". Accepted: lm-eval, helm");
  }
}
