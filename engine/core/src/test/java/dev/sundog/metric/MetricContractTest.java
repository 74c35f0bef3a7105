// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LogitsFigure;
import dev.sundog.fixture.MixedItems;
import dev.sundog.fixture.MixedItems.Item;
import dev.sundog.kernel.Kernels;
import dev.sundog.run.Evaluator;
import dev.sundog.run.ScoreSink;
import dev.sundog.run.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every metric of the list promises. */
class MetricContractTest {
  private static final long SEED = Long.getLong("sundog.seed", 20231210);
  private static final List<Item> ITEMS = MixedItems.random(SEED, 400);

  static Stream<String> names() {
    System.out.println("seed " + SEED + " (replay with -Dsundog.seed)");
    return Metrics.all().stream().map(Metric::name);
  }

  private static Evaluator evaluator(String metric) {
    return Evaluator.of(metric).withThreads(1).withKernels(Kernels.scalar());
  }

  private static Scores scores(String metric, List<Item> items) {
    return evaluator(metric).scores(MixedItems.source(items, items.size()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void valuesLieInTheDocumentedRange(String metric) {
    Metric.Description description = Metrics.named(metric).description();
    Scores scores = scores(metric, ITEMS);
    int scored = 0;
    for (int item = 0; item < ITEMS.size(); item++) {
      double value = scores.value(metric, item);
      switch (scores.status(metric, item)) {
        case SCORED -> {
          assertThat(Double.isFinite(value) || metric.equals("perplexity_per_item")).isTrue();
          assertThat(value).isBetween(description.range().low(), description.range().high());
          scored++;
        }
        case SKIPPED_NON_FINITE -> assertThat(Double.isFinite(value)).isFalse();
        default -> assertThat(value).isNaN();
      }
    }
    assertThat(scored).as("%s scored", metric).isGreaterThan(ITEMS.size() / 3);
    assertThat(scores.summary().metric(metric).scored()).isEqualTo(scored);
  }

  @ParameterizedTest
  @MethodSource("names")
  void twinsAgree(String metric) {
    Scores vector =
        evaluator(metric)
            .withKernels(Kernels.vector())
            .scores(MixedItems.source(ITEMS, ITEMS.size()));
    assertThat(vector.values(metric)).isEqualTo(scores(metric, ITEMS).values(metric));
  }

  @ParameterizedTest
  @MethodSource("names")
  void orderOfItemsMakesNoDifference(String metric) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, ITEMS.size()).boxed().toList());
    Collections.shuffle(order, new Random(SEED));
    Scores straight = scores(metric, ITEMS);
    Scores shuffled = scores(metric, order.stream().map(ITEMS::get).toList());
    double[] wanted = order.stream().mapToDouble(item -> straight.value(metric, item)).toArray();
    assertThat(shuffled.values(metric)).isEqualTo(wanted);
    assertThat(shuffled.summary().toJson()).isEqualTo(straight.summary().toJson());
  }

  @ParameterizedTest
  @MethodSource("names")
  void threadsAndBatchesMakeNoDifference(String metric) {
    String wanted = scores(metric, ITEMS).summary().toJson();
    for (int threads : new int[] {1, 3}) {
      for (int batch : new int[] {1, 63}) {
        var source = MixedItems.source(ITEMS, batch);
        assertThat(evaluator(metric).withThreads(threads).run(source).toJson())
            .as("%s, %d threads, batches of %d", metric, threads, batch)
            .isEqualTo(wanted);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsNoMoreThanItDeclares(String metric) {
    ScoreSink readsAll = (firstItem, batch, metrics, scores) -> () -> {};
    var whole = evaluator(metric).withSink(readsAll).run(MixedItems.source(ITEMS, 64));
    var declared = evaluator(metric).run(MixedItems.source(ITEMS, 64));
    assertThat(declared.toJson()).isEqualTo(whole.toJson());
  }

  /**
   * A right answer is at least as good as each wrong one, and better than some, by every metric.
   */
  @ParameterizedTest
  @MethodSource("names")
  void nothingIsBetterThanRight(String metric) {
    Direction direction = Metrics.named(metric).description().direction();
    Scores scores = answers(metric);
    double right = scores.value(metric, 0);
    assertThat(scores.status(metric, 0)).isEqualTo(Status.SCORED);
    int worse = 0;
    for (int item = 1; item <= WRONG.length; item++) {
      double wrong = scores.value(metric, item);
      if (scores.status(metric, item) == Status.SCORED) {
        switch (direction) {
          case HIGHER -> assertThat(wrong).isLessThanOrEqualTo(right);
          case LOWER -> assertThat(wrong).isGreaterThanOrEqualTo(right);
          case NEUTRAL -> assertThat(wrong).isFinite();
        }
        worse += wrong == right ? 0 : 1;
      }
    }
    assertThat(worse).as("wrong answers that %s tells from the right one", metric).isPositive();
  }

  private static final int[] RIGHT = {1, 2, 3, 4, 5};
  private static final int[][] WRONG = {
    {}, {1}, {9, 9, 9, 9, 9}, {5, 4, 3, 2, 1}, {1, 2, 3, 5}, {1, 2, 3, 4, 5, 6}
  };

  /** The right answer, then wrong ones: by tokens, text, log-probs, logits and choices. */
  private static Scores answers(String metric) {
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      answer(appender, RIGHT, true);
      for (int[] wrong : WRONG) {
        answer(appender, wrong, false);
      }
      return evaluator(metric).scores(appender.finish());
    }
  }

  private static void answer(BatchAppender appender, int[] prediction, boolean right) {
    byte[] predicted = Arrays.toString(prediction).getBytes(UTF_8);
    byte[] expected = Arrays.toString(RIGHT).getBytes(UTF_8);
    appender.prediction(prediction).predictionText(predicted, 0, predicted.length);
    appender.reference(RIGHT).referenceText(expected, 0, expected.length);
    int tokens = right ? 5 : 4;
    for (int token = 0; token < tokens; token++) {
      appender.logprob(right ? -0.01f : -3);
    }
    appender.endLogprobs();
    appender.logits(LogitsFigure.TARGET_RANK, right ? 0 : 3 * tokens);
    appender.logits(LogitsFigure.ENTROPY, (right ? 0.1 : 2) * tokens);
    appender.logits(LogitsFigure.GREEDY_MATCH, right ? tokens : 0);
    appender.choice(right ? -0.01 : -9, -3, 1, 2, 3, 4);
    appender.choice(right ? -5 : -0.5, -3, 0, 2, 3, 4);
    appender.endItem();
  }

  /** Tokens twice as probable in nats, and wrong choices less probable, do no metric harm. */
  @ParameterizedTest
  @MethodSource("names")
  void betterProbabilitiesAreNoWorse(String metric) {
    Scores before = scores(metric, ITEMS);
    Scores after = scores(metric, ITEMS.stream().map(MetricContractTest::surer).toList());
    for (int item = 0; item < ITEMS.size(); item++) {
      double old = before.value(metric, item);
      double young = after.value(metric, item);
      if (Double.isFinite(old)) {
        switch (Metrics.named(metric).description().direction()) {
          case HIGHER -> assertThat(young).isGreaterThanOrEqualTo(old - 1e-12 * Math.abs(old));
          case LOWER -> assertThat(young).isLessThanOrEqualTo(old + 1e-12 * Math.abs(old));
          case NEUTRAL -> assertThat(young).isFinite();
        }
      }
    }
  }

  private static Item surer(Item item) {
    float[] logprobs = item.logprobs() == null ? null : item.logprobs().clone();
    for (int token = 0; logprobs != null && token < logprobs.length; token++) {
      logprobs[token] /= 2;
    }
    double[] choices = item.choices().clone();
    for (int choice = 0; choice < choices.length; choice++) {
      choices[choice] -= choice == choices.length / 2 ? 0 : 1;
    }
    return new Item(item.prediction(), item.references(), logprobs, choices);
  }

  @ParameterizedTest
  @MethodSource("names")
  void noItemsGiveAnEmptySummary(String metric) {
    var summary = evaluator(metric).run(MixedItems.source(List.of(), 1)).metric(metric);
    assertThat(summary.n()).isZero();
    assertThat(summary.mean()).isNaN();
  }

  /** S + D + I = d, H + S + D = reference tokens, H + S + I = prediction tokens. */
  @Test
  void alignmentCountsAddUp() {
    List<Item> single = ITEMS.stream().filter(item -> item.references().size() == 1).toList();
    Scores scores =
        Evaluator.of(
                "token_edit_distance",
                "alignment_hits",
                "alignment_substitutions",
                "alignment_deletions",
                "alignment_insertions")
            .scores(MixedItems.source(single, 64));
    for (int item = 0; item < single.size(); item++) {
      double hits = scores.value("alignment_hits", item);
      double substitutions = scores.value("alignment_substitutions", item);
      double deletions = scores.value("alignment_deletions", item);
      double insertions = scores.value("alignment_insertions", item);
      int[] prediction = single.get(item).prediction();
      assertThat(substitutions + deletions + insertions)
          .isEqualTo(scores.value("token_edit_distance", item));
      assertThat(hits + substitutions + deletions)
          .isEqualTo(single.get(item).references().get(0).length);
      assertThat(hits + substitutions + insertions)
          .isEqualTo(prediction == null ? 0 : prediction.length);
      assertThat(Math.min(Math.min(hits, substitutions), Math.min(deletions, insertions)))
          .isNotNegative();
    }
  }

  @Test
  void lastNumbersAreCompared() {
    assertThat(numeric("it costs $1,000.0", "1000")).isEqualTo(1);
    assertThat(numeric("3 or 4", "3")).isZero();
    assertThat(numeric("none", "none")).isZero();
    assertThat(numeric("1e2", "100")).isEqualTo(1);
    assertThat(numeric("1".repeat(100_000), "1".repeat(100_000))).isZero();
    assertThat(numeric("numeric_match=0.01", "about 100.9", "100")).isEqualTo(1);
    assertThat(numeric("numeric_match=0.01", "about 101.1", "100")).isZero();
  }

  @Test
  void argumentsThatAMetricDoesNotTakeAreRefused() {
    for (String name : List.of("exact_match=1", "bounded_edit_distance=-1", "numeric_match=x")) {
      assertThatThrownBy(() -> Metrics.named(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name.substring(0, name.indexOf('=')));
    }
  }

  private static double numeric(String prediction, String reference) {
    return numeric("numeric_match", prediction, reference);
  }

  private static double numeric(String metric, String prediction, String reference) {
    return evaluator(metric).scores(MixedItems.texts(prediction, reference)).value(metric, 0);
  }
}
