// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Direction;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreBuffer;
import dev.sundog.metric.Status;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricStateTest {
  private static MetricState aggregate(Aggregation aggregation) {
    return new MetricState(
        new Metric.Description(
            "metric",
            "a metric",
            new Metric.Range("unit", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
            Direction.NEUTRAL,
            Metric.Kind.OTHER,
            aggregation,
            Set.of(),
            new Metric.Definition("formula", "edges")));
  }

  /** Adds all items of a buffer of ratios, NaN where the item is skipped as empty. */
  private static MetricSummary summary(
      Aggregation aggregation, double[] numerators, double[] weights) {
    MetricState aggregate = aggregate(aggregation);
    ScoreBuffer buffer = new ScoreBuffer(aggregation);
    buffer.reset(numerators.length);
    for (int item = 0; item < numerators.length; item++) {
      if (Double.isNaN(numerators[item])) {
        buffer.skip(item, Status.SKIPPED_EMPTY);
      } else {
        buffer.setRatio(item, numerators[item], weights[item]);
      }
    }
    aggregate.add(buffer.column(), 0, numerators.length);
    return aggregate.summary(AggregateOptions.STANDARD);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void nothingHasNoMean() {
    MetricSummary nothing = summary(Aggregation.MEAN, new double[0], new double[0]);
    assertThat(nothing.n()).isZero();
    assertThat(nothing.sum()).isZero();
    assertThat(nothing.mean()).isNaN();
    assertThat(nothing.stderr()).isNaN();
    assertThat(nothing.min()).isNaN();
    assertThat(nothing.max()).isNaN();
  }

  @Test
  void oneItemHasNoStandardError() {
    MetricSummary one = summary(Aggregation.MEAN, new double[] {0.25}, ones(1));
    assertThat(one.mean()).isEqualTo(0.25);
    assertThat(one.stderr()).isNaN();
    assertThat(one.min()).isEqualTo(0.25);
    assertThat(one.max()).isEqualTo(0.25);
  }

  @Test
  void skippedItemsAreCountedByReason() {
    MetricSummary some =
        summary(
            Aggregation.MEAN,
            new double[] {1, Double.NaN, Double.NEGATIVE_INFINITY, 3, Double.NaN},
            ones(5));
    assertThat(some.n()).isEqualTo(5);
    assertThat(some.scored()).isEqualTo(2);
    assertThat(some.skipped())
        .isEqualTo(Map.of(Status.SKIPPED_EMPTY, 2L, Status.SKIPPED_NON_FINITE, 1L));
    assertThat(some.mean()).isEqualTo(2);
    assertThat(some.min()).isEqualTo(1);
    assertThat(some.max()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theStandardErrorOfAMeanIsTheTextbooks(long seed) {
    double[] values = new Random(seed).doubles(1_000, -5, 7).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / 999;
    MetricSummary summary = summary(Aggregation.MEAN, values, ones(1_000));
    assertThat(summary.mean()).as("seed " + seed).isCloseTo(mean, within(1e-12));
    assertThat(summary.stderr())
        .as("seed " + seed)
        .isCloseTo(Math.sqrt(variance / 1_000), within(1e-12));
  }

  /** Delta method: sqrt(n / (n − 1) Σ (x − r w)²) / Σ w, times the slope at r. */
  @ParameterizedTest
  @EnumSource(names = {"MEAN", "RATIO", "EXP_NEGATIVE_RATIO"})
  void theStandardErrorOfARatioIsTheDeltaMethods(Aggregation aggregation) {
    Random random = new Random(42);
    int items = 500;
    double[] weights = random.doubles(items, 1, 9).toArray();
    double[] numerators = random.doubles(items, -3, 0).toArray();
    double ratio = Arrays.stream(numerators).sum() / Arrays.stream(weights).sum();
    double squares = 0;
    for (int item = 0; item < items; item++) {
      squares += Math.pow(numerators[item] - ratio * weights[item], 2);
    }
    double error = Math.sqrt(squares * items / (items - 1)) / Arrays.stream(weights).sum();
    MetricSummary summary = summary(aggregation, numerators, weights);
    boolean exponential = aggregation == Aggregation.EXP_NEGATIVE_RATIO;
    assertThat(summary.mean()).isCloseTo(exponential ? Math.exp(-ratio) : ratio, within(1e-12));
    assertThat(summary.stderr())
        .isCloseTo(exponential ? Math.exp(-ratio) * error : error, within(1e-12));
    assertThat(summary.min()).isLessThan(summary.max());
  }

  /** An item moves N² / (W V) by its share of every sum: 2 n / N - w / W - v / V. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theStandardErrorOfAProductIsTheDeltaMethods(int divisor) {
    Random random = new Random(42);
    int items = 500;
    double[] numerators = new double[items];
    double[] weights = new double[items];
    double[] second = new double[items];
    for (int item = 0; item < items; item++) {
      numerators[item] = random.nextInt(9) / (double) divisor;
      weights[item] = numerators[item] + random.nextInt(5);
      second[item] = numerators[item] + random.nextInt(3);
    }
    double hits = Arrays.stream(numerators).sum();
    double one = Arrays.stream(weights).sum();
    double other = Arrays.stream(second).sum();
    double product = hits / one * (hits / other);
    double squares = 0;
    for (int item = 0; item < items; item++) {
      double share = 2 * numerators[item] / hits - weights[item] / one - second[item] / other;
      squares += Math.pow(product * share, 2);
    }
    MetricSummary kept = product(Aggregation.PRODUCT, numerators, weights, second);
    MetricSummary lost = product(Aggregation.PRODUCT_LOST, numerators, weights, second);
    assertThat(kept.mean()).isCloseTo(product, within(1e-14));
    assertThat(lost.mean()).isCloseTo(1 - product, within(1e-14));
    assertThat(kept.stderr()).isCloseTo(Math.sqrt(squares * items / (items - 1)), within(1e-14));
    assertThat(lost.stderr()).isEqualTo(kept.stderr());
    assertThat(lost.interval().low()).isCloseTo(1 - kept.interval().high(), within(1e-14));
    assertThat(kept.sum()).isCloseTo(hits, within(1e-10));
    assertThat(kept.weight()).isCloseTo(one, within(1e-10));
  }

  private static MetricSummary product(
      Aggregation aggregation, double[] numerators, double[] weights, double[] second) {
    MetricState aggregate = aggregate(aggregation);
    MetricState rest = aggregate(aggregation);
    ScoreBuffer buffer = new ScoreBuffer(aggregation);
    buffer.reset(numerators.length);
    for (int item = 0; item < numerators.length; item++) {
      buffer.setProduct(item, numerators[item], weights[item], second[item]);
    }
    aggregate.add(buffer.column(), 0, 99);
    rest.add(buffer.column(), 99, numerators.length);
    aggregate.merge(rest);
    return aggregate.summary(AggregateOptions.STANDARD);
  }

  @Test
  void ratiosOverNothingAreCountsAndProductsOfNothingAreWhole() {
    double[] zeros = new double[3];
    MetricSummary counts = summary(Aggregation.RATIO, new double[] {2, 0, 3}, zeros);
    assertThat(counts.mean()).isEqualTo(5);
    assertThat(counts.max()).isEqualTo(3);
    assertThat(counts.stderr()).isNaN();
    assertThat(product(Aggregation.PRODUCT, new double[99], new double[99], new double[99]).mean())
        .isEqualTo(1);
    assertThat(product(Aggregation.PRODUCT, new double[99], ones(99), new double[99]).mean())
        .isZero();
  }

  /** Whole numbers at once, one by one, and as fractions that add up to them: the same bits. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 20, (1 << 20) + 1, Integer.MAX_VALUE})
  void wholeNumbersAtOnceAreTheSameAsOneByOne(int bound) {
    Random random = new Random(42);
    int[] values = random.ints(10_000, 0, bound).map(x -> x - bound / 3).toArray();
    values[77] = bound;
    ScoreBuffer buffer = new ScoreBuffer(Aggregation.MEAN);
    buffer.reset(values.length);
    buffer.setCounts(values);
    assertThat(buffer.column().value(77)).isEqualTo(bound);
    assertThat(buffer.column().status(77)).isEqualTo(Status.SCORED);
    double[] doubles = Arrays.stream(values).asDoubleStream().toArray();
    MetricSummary expected = summary(Aggregation.MEAN, doubles, ones(values.length));
    assertThat(inParts(Aggregation.MEAN, buffer, 7, values.length)).isEqualTo(expected);
    assertThat(inParts(Aggregation.MEAN, buffer, 10_000, values.length)).isEqualTo(expected);
  }

  /** Ratios of whole numbers at once, in parts, and one by one: the same bits. */
  @ParameterizedTest
  @ValueSource(ints = {1, 300, 1 << 20, (1 << 20) + 1, Integer.MAX_VALUE})
  void ratiosAtOnceAreTheSameAsOneByOne(int bound) {
    Random random = new Random(42);
    int[] counts = random.ints(10_000, 0, bound).toArray();
    int[] weights = random.ints(10_000, 1, Math.max(2, bound / 2)).toArray();
    ScoreBuffer buffer = new ScoreBuffer(Aggregation.RATIO);
    buffer.reset(counts.length);
    buffer.setRatios(counts, weights);
    assertThat(buffer.column().value(77)).isEqualTo((double) counts[77] / weights[77]);
    assertThat(buffer.column().status(77)).isEqualTo(Status.SCORED);
    MetricSummary expected =
        summary(
            Aggregation.RATIO,
            Arrays.stream(counts).asDoubleStream().toArray(),
            Arrays.stream(weights).asDoubleStream().toArray());
    assertThat(inParts(Aggregation.RATIO, buffer, 7, counts.length)).isEqualTo(expected);
    assertThat(inParts(Aggregation.RATIO, buffer, 10_000, counts.length)).isEqualTo(expected);
  }

  /** Shares at once, in parts, and one by one: the same bits; also the greatest in 64 bits. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 0x1p-53, 1 - 0x1p-53, 1 - 0x1p-26, 0x1p-26 - 0x1p-53})
  void sharesAtOnceAreTheSameAsOneByOne(double often) {
    Random random = new Random(42);
    double[] values =
        IntStream.range(0, 10_000)
            .mapToDouble(item -> item % 4_000 < 2_000 ? often : 1 - random.nextInt(100) / 99.0)
            .toArray();
    ScoreBuffer buffer = new ScoreBuffer(Aggregation.MEAN);
    buffer.reset(values.length);
    long[] units = buffer.setShares();
    for (int item = 0; item < values.length; item++) {
      units[item] = (long) (values[item] * 0x1p53);
    }
    assertThat(buffer.column().value(5_000)).isEqualTo(values[5_000]);
    assertThat(buffer.column().status(5_000)).isEqualTo(Status.SCORED);
    MetricSummary expected = summary(Aggregation.MEAN, values, ones(values.length));
    assertThat(inParts(Aggregation.MEAN, buffer, 7, values.length)).isEqualTo(expected);
    assertThat(inParts(Aggregation.MEAN, buffer, 10_000, values.length)).isEqualTo(expected);
  }

  private static MetricSummary inParts(
      Aggregation aggregation, ScoreBuffer buffer, int part, int items) {
    MetricState aggregate = aggregate(aggregation);
    for (int from = 0; from < items; from += part) {
      aggregate.add(buffer.column(), from, Math.min(from + part, items));
    }
    return aggregate.summary(AggregateOptions.STANDARD);
  }

  @Test
  void itemsScoredAtOnceAreNotScoredAgain() {
    ScoreBuffer buffer = new ScoreBuffer(Aggregation.MEAN);
    buffer.reset(1);
    buffer.setCounts(new int[] {1});
    assertThatIllegalStateException().isThrownBy(() -> buffer.set(0, 2));
    assertThatIllegalStateException().isThrownBy(() -> buffer.skip(0, Status.SKIPPED_EMPTY));
  }

  @Test
  void moreThanTheSmallSumsHoldIsNotLost() {
    int[] values = new int[1 << 20];
    Arrays.fill(values, 1 << 20);
    MetricState aggregate = aggregate(Aggregation.MEAN);
    ScoreBuffer buffer = new ScoreBuffer(Aggregation.MEAN);
    buffer.reset(values.length);
    buffer.setCounts(values);
    for (int batch = 0; batch < 9; batch++) {
      aggregate.add(buffer.column(), 0, values.length);
    }
    MetricSummary summary = aggregate.summary(AggregateOptions.STANDARD);
    assertThat(summary.scored()).isEqualTo(9L << 20);
    assertThat(summary.sum()).isEqualTo(0x1p40 * 9);
    assertThat(summary.mean()).isEqualTo(0x1p20);
    assertThat(summary.stderr()).isZero();
  }

  @Test
  void mergingInAnyOrderGivesTheSameBits() {
    Random random = new Random(42);
    double[] numerators = random.doubles(999, -1e9, 1e9).toArray();
    double[] weights = random.doubles(999, 0.1, 1e3).toArray();
    MetricSummary whole = summary(Aggregation.RATIO, numerators, weights);
    for (int[] order : new int[][] {{0, 1, 2}, {2, 0, 1}, {1, 2, 0}}) {
      MetricState merged = aggregate(Aggregation.RATIO);
      for (int part : order) {
        merged.merge(part(numerators, weights, part * 333));
      }
      assertThat(merged.summary(AggregateOptions.STANDARD)).isEqualTo(whole);
    }
  }

  private static MetricState part(double[] numerators, double[] weights, int from) {
    MetricState aggregate = aggregate(Aggregation.RATIO);
    ScoreBuffer buffer = new ScoreBuffer(Aggregation.RATIO);
    buffer.reset(333);
    for (int item = 0; item < 333; item++) {
      buffer.setRatio(item, numerators[from + item], weights[from + item]);
    }
    aggregate.add(buffer.column(), 0, 333);
    return aggregate;
  }
}
