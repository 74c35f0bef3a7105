// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import java.util.Objects;

/**
 * One metric's scores for the items of a batch: per item a status, a numerator and a weight whose
 * ratio is the value, and for products of two ratios a second weight. Valid until the {@link
 * ScoreBuffer} that it came from is reset; read only.
 *
 * <p>Four forms: {@link Counts}, {@link Ratios} and {@link Shares}, in which every item has a value
 * and which sum in loops over plain arrays, and {@link Items}, which hold anything.
 */
@SuppressWarnings("ArrayRecordComponent") // The arrays are the metric's own, shared on purpose.
public sealed interface ScoreColumn {
  /**
   * Weight of an item without a value of its own whose numerator counts in the corpus value: the
   * edits of an item with an empty reference. Equal to 0, but with a sign bit.
   */
  double UNWEIGHTED = -0.0;

  /** Whether a weight is {@link #UNWEIGHTED}. */
  static boolean isUnweighted(double weight) {
    return weight == 0 && Double.doubleToRawLongBits(weight) < 0;
  }

  /** Number of items. */
  int items();

  /** Whether an item has a value, and why not. */
  default Status status(int item) {
    Objects.checkIndex(item, items());
    return Status.SCORED;
  }

  /** Whether an item has a value. */
  default boolean scored(int item) {
    return true;
  }

  /** Numerator of an item; NaN if it was skipped and does not count in the corpus value. */
  double numerator(int item);

  /** Weight of an item; 1 for metrics that are no ratio. */
  default double weight(int item) {
    return 1;
  }

  /** Second weight of an item; 1 for metrics that are no product. */
  default double secondWeight(int item) {
    return 1;
  }

  /**
   * Value of an item: NaN if it was skipped, −∞ or ∞ if that is the metric's result ({@link
   * Status#SKIPPED_NON_FINITE}).
   */
  double value(int item);

  /**
   * Whole numbers of weight 1.
   *
   * @param aggregation the metric's aggregation
   * @param items number of items
   * @param values one value per item, and possibly more
   */
  record Counts(Aggregation aggregation, int items, int[] values) implements ScoreColumn {
    @Override
    public double numerator(int item) {
      return values[item];
    }

    @Override
    public double value(int item) {
      Objects.checkIndex(item, items);
      return aggregation == Aggregation.MEAN
          ? values[item]
          : aggregation.value(aggregation.ratio(values[item], 1, 1));
    }
  }

  /**
   * Ratios of whole numbers.
   *
   * @param aggregation the metric's aggregation
   * @param items number of items
   * @param numerators one numerator per item, and possibly more
   * @param weights one weight above 0 per item, and possibly more
   */
  record Ratios(Aggregation aggregation, int items, int[] numerators, int[] weights)
      implements ScoreColumn {
    @Override
    public double numerator(int item) {
      return numerators[item];
    }

    @Override
    public double weight(int item) {
      return weights[item];
    }

    @Override
    public double value(int item) {
      Objects.checkIndex(item, items);
      return aggregation == Aggregation.MEAN
          ? numerators[item]
          : aggregation.value(aggregation.ratio(numerators[item], weights[item], 1));
    }
  }

  /**
   * Shares of weight 1, values from 0 to 1, in units of 2^−53: for every float64 x in that range, 1
   * − x is a whole number of them.
   *
   * @param aggregation the metric's aggregation
   * @param items number of items
   * @param units one number of units per item, 0 to 2^53, and possibly more
   */
  record Shares(Aggregation aggregation, int items, long[] units) implements ScoreColumn {
    /** Units of a share in 1. */
    public static final double UNITS = 0x1p53;

    @Override
    public double numerator(int item) {
      return units[item] / UNITS;
    }

    @Override
    public double value(int item) {
      Objects.checkIndex(item, items);
      double share = numerator(item);
      return aggregation == Aggregation.MEAN
          ? share
          : aggregation.value(aggregation.ratio(share, 1, 1));
    }
  }

  /**
   * Items of any status and value.
   *
   * @param aggregation the metric's aggregation
   * @param items number of items
   * @param numerators one numerator per item, NaN if skipped, and possibly more
   * @param weights one weight per item, and possibly more
   * @param secondWeights likewise for products of two ratios; empty for others
   * @param statuses one code of {@link Status} per item, and possibly more
   */
  record Items(
      Aggregation aggregation,
      int items,
      double[] numerators,
      double[] weights,
      double[] secondWeights,
      byte[] statuses)
      implements ScoreColumn {
    @Override
    public Status status(int item) {
      Objects.checkIndex(item, items);
      return Status.of(statuses[item]);
    }

    @Override
    public boolean scored(int item) {
      return statuses[item] == 0;
    }

    @Override
    public double numerator(int item) {
      return numerators[item];
    }

    @Override
    public double weight(int item) {
      return weights[item];
    }

    @Override
    public double secondWeight(int item) {
      return secondWeights.length == 0 ? 1 : secondWeights[item];
    }

    @Override
    public double value(int item) {
      Objects.checkIndex(item, items);
      if (aggregation == Aggregation.MEAN) {
        return numerators[item];
      }
      return isUnweighted(weights[item])
          ? Double.NaN
          : aggregation.value(
              aggregation.ratio(numerators[item], weights[item], secondWeight(item)));
    }
  }
}
