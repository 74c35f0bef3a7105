// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import dev.sundog.metric.Aggregation;

/**
 * What swapping two systems changes: totals over both, and per item on which they differ, candidate
 * less base.
 *
 * @param aggregation how items make a corpus value
 * @param items items on which the systems differ
 * @param differences of numerators, weights and second weights, each padded with zeros to whole
 *     words of items
 * @param totals sums of both systems' numerators, weights and second weights
 * @param differing which of the three differ on any item: for most metrics only the numerators
 */
@SuppressWarnings("ArrayRecordComponent")
record Swaps(
    Aggregation aggregation,
    int items,
    double[][] differences,
    double[] totals,
    boolean[] differing) {
  static final int WORD = Long.SIZE;

  /** Numerators, weights, second weights. */
  static final int COLUMNS = 3;

  static Swaps of(PairedSample sample) {
    int all = sample.items();
    double[][] base = columns(sample.base());
    double[][] candidate = columns(sample.candidate());
    double[][] differences = new double[COLUMNS][(all + WORD - 1) / WORD * WORD];
    double[] totals = new double[COLUMNS];
    boolean[] differing = new boolean[COLUMNS];
    int items = 0;
    for (int item = 0; item < all; item++) {
      boolean differs = false;
      for (int column = 0; column < COLUMNS; column++) {
        double difference = candidate[column][item] - base[column][item];
        totals[column] += base[column][item] + candidate[column][item];
        differences[column][items] = difference;
        differing[column] |= difference != 0;
        differs |= difference != 0;
      }
      items += differs ? 1 : 0;
    }
    return new Swaps(sample.aggregation(), items, differences, totals, differing);
  }

  private static double[][] columns(PairedSample.Side side) {
    return new double[][] {side.numerators(), side.weights(), side.secondWeights()};
  }

  /** The difference of the corpus values if the differences had these signed sums. */
  double difference(double numerator, double weight, double secondWeight) {
    double candidate =
        aggregation.ratio(totals[0] + numerator, totals[1] + weight, totals[2] + secondWeight);
    double base =
        aggregation.ratio(totals[0] - numerator, totals[1] - weight, totals[2] - secondWeight);
    return aggregation.difference(candidate, base);
  }

  /** The observed difference: nothing is swapped. */
  double difference() {
    SwapSums none = new SwapSums(new long[] {0}, true);
    none.add(this);
    return none.difference(this, 0);
  }
}
