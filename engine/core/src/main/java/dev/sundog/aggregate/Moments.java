// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.metric.Aggregation;
import dev.sundog.statistics.ExactSum;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums, and sums of squares and products, of items' numerators and weights. Small whole
 * numbers, and shares in units of 2^−53, are summed in 64 bits. Not thread-safe.
 */
final class Moments {
  /** Whole numbers up to here are small; squares of 2^22 of them fit 63 bits. */
  static final int SMALL = 1 << 20;

  private static final int SMALL_ITEMS = 1 << 22;

  /** Shares of which the sums, in units, fit 63 bits. */
  static final int SHARES_AT_ONCE = 1 << 9;

  /** A share is a whole number of units of 2^−53; squares are summed by halves of its bits. */
  static final int SHARE_BITS = 53;

  static final int LOW_BITS = 27;
  static final long LOW_MASK = (1L << LOW_BITS) - 1;

  private static final MathContext PRECISE = new MathContext(40);

  /* Index of each sum: n for numerator, w for weight, v for the second weight. */
  private static final int N = 0;
  private static final int W = 1;
  private static final int NN = 2;
  private static final int NW = 3;
  private static final int WW = 4;
  private static final int V = 5;
  private static final int NV = 6;
  private static final int WV = 7;
  private static final int VV = 8;

  private final boolean twoWeights;
  private final long[] small;
  private int smallItems;
  private int shares;
  private long shareSum;
  private long highSquares;
  private long mixedProducts;
  private long lowSquares;

  /** Sums over all other items, and over the small sums each time they were full. */
  private ExactSum @Nullable [] exact;

  Moments(Aggregation aggregation) {
    twoWeights = aggregation.twoWeights();
    small = new long[twoWeights ? VV + 1 : WW + 1];
  }

  /** Adds small whole numbers of weight 1, at most {@link #SMALL} of them. */
  void addWhole(int items, long sum, long squares) {
    addRatios(items, sum, items, squares, sum, items);
  }

  /** Adds ratios of small whole numbers, at most {@link #SMALL} of them: n, w, n², n·w, w². */
  void addRatios(int items, long n, long w, long nn, long nw, long ww) {
    reserveSmall(items);
    small[N] += n;
    small[W] += w;
    small[NN] += nn;
    small[NW] += nw;
    small[WW] += ww;
  }

  /**
   * Adds shares of weight 1, at most {@link #SHARES_AT_ONCE} of them.
   *
   * @param items their number
   * @param sum of their units
   * @param high squares of the units' bits from {@link #LOW_BITS} on
   * @param mixed products of those and the bits below
   * @param low squares of the bits below
   */
  void addShares(int items, long sum, long high, long mixed, long low) {
    if (shares > SHARES_AT_ONCE - items) {
      flushShares(exact());
    }
    addRatios(items, 0, items, 0, 0, items);
    shares += items;
    shareSum += sum;
    highSquares += high;
    mixedProducts += mixed;
    lowSquares += low;
  }

  /** Adds an item; the second weight is read only if the aggregation has one. */
  void add(double numerator, double weight, double secondWeight) {
    long n = (long) numerator;
    long w = (long) weight;
    long v = twoWeights ? (long) secondWeight : 0;
    if (n == numerator
        && w == weight
        && Math.abs(n) <= SMALL
        && w <= SMALL
        && (!twoWeights || (v == secondWeight && v <= SMALL))) {
      addSmall(n, w, v);
    } else {
      addExact(numerator, weight, secondWeight);
    }
  }

  private void addSmall(long n, long w, long v) {
    reserveSmall(1);
    small[N] += n;
    small[W] += w;
    small[NN] += n * n;
    small[NW] += n * w;
    small[WW] += w * w;
    if (twoWeights) {
      small[V] += v;
      small[NV] += n * v;
      small[WV] += w * v;
      small[VV] += v * v;
    }
  }

  private void addExact(double n, double w, double v) {
    ExactSum[] sums = exact();
    sums[N].add(n);
    sums[W].add(w);
    sums[NN].addProduct(n, n);
    sums[NW].addProduct(n, w);
    sums[WW].addProduct(w, w);
    if (twoWeights) {
      sums[V].add(v);
      sums[NV].addProduct(n, v);
      sums[WV].addProduct(w, v);
      sums[VV].addProduct(v, v);
    }
  }

  private void reserveSmall(int items) {
    if (smallItems > SMALL_ITEMS - items) {
      flush(exact());
    }
    smallItems += items;
  }

  /** Adds all items of another. */
  void merge(Moments other) {
    ExactSum[] sums = exact();
    other.flush(sums);
    if (other.exact != null) {
      for (int sum = 0; sum < sums.length; sum++) {
        sums[sum].add(other.exact[sum]);
      }
    }
  }

  /** Writes the sums, in their order. */
  void encode(StateWriter bytes) {
    ExactSum[] sums = exact();
    flush(sums);
    for (ExactSum sum : sums) {
      bytes.putSum(sum);
    }
  }

  /** Reads the sums of {@link #encode} for the same aggregation. */
  static Moments decode(Aggregation aggregation, StateReader bytes) {
    Moments moments = new Moments(aggregation);
    ExactSum[] sums = moments.exact();
    for (int sum = 0; sum < sums.length; sum++) {
      sums[sum] = bytes.nextSum();
    }
    return moments;
  }

  BigDecimal numerators() {
    return sum(N);
  }

  BigDecimal weights() {
    return sum(W);
  }

  /** Zero without a second weight. */
  BigDecimal secondWeights() {
    return twoWeights ? sum(V) : BigDecimal.ZERO;
  }

  BigDecimal numeratorSquares() {
    return sum(NN);
  }

  /**
   * Standard error of the aggregation's ratio by the delta method with n − 1 in the denominator:
   * for weights of 1 the standard error of the mean. NaN below two items, and without a derivative.
   *
   * <p>With N, W, V the sums, the ratio N / W changes by (W·n − N·w) / W² with an item, and the
   * product N² / (W·V) by (2·W·V·n − N·V·w − N·W·v)·N / (W·V)². The squares of the brackets are
   * summed exactly.
   */
  double standardError(long items) {
    BigDecimal numerators = numerators();
    BigDecimal weights = weights();
    BigDecimal divisor = twoWeights ? weights.multiply(secondWeights()) : weights;
    if (items < 2 || divisor.signum() == 0) {
      return Double.NaN;
    }
    BigDecimal squares =
        twoWeights
            ? squares(
                divisor.add(divisor),
                numerators.multiply(secondWeights()).negate(),
                numerators.multiply(weights).negate())
            : squares(weights, numerators.negate(), BigDecimal.ZERO);
    BigDecimal root =
        squares
            .max(BigDecimal.ZERO)
            .multiply(BigDecimal.valueOf(items))
            .divide(BigDecimal.valueOf(items - 1), PRECISE)
            .sqrt(PRECISE);
    return (twoWeights ? root.multiply(numerators) : root)
        .divide(divisor.multiply(divisor), PRECISE)
        .doubleValue();
  }

  /** Σ (a·n + b·w + c·v)² over the items. */
  private BigDecimal squares(BigDecimal a, BigDecimal b, BigDecimal c) {
    BigDecimal squares = term(NN, a, a).add(term(WW, b, b)).add(twice(NW, a, b));
    return twoWeights
        ? squares.add(term(VV, c, c)).add(twice(NV, a, c)).add(twice(WV, b, c))
        : squares;
  }

  private BigDecimal term(int sum, BigDecimal x, BigDecimal y) {
    return sum(sum).multiply(x).multiply(y);
  }

  private BigDecimal twice(int sum, BigDecimal x, BigDecimal y) {
    return term(sum, x, y).multiply(BigDecimal.TWO);
  }

  private BigDecimal sum(int sum) {
    ExactSum[] sums = exact();
    flush(sums);
    return sums[sum].value();
  }

  private ExactSum[] exact() {
    if (exact == null) {
      exact = new ExactSum[small.length];
      Arrays.setAll(exact, sum -> new ExactSum());
    }
    return exact;
  }

  private void flushShares(ExactSum[] target) {
    target[N].addWhole(shareSum, -SHARE_BITS);
    target[NW].addWhole(shareSum, -SHARE_BITS);
    target[NN].addWhole(highSquares, 2 * (LOW_BITS - SHARE_BITS));
    target[NN].addWhole(mixedProducts, 1 + LOW_BITS - 2 * SHARE_BITS);
    target[NN].addWhole(lowSquares, -2 * SHARE_BITS);
    shares = 0;
    shareSum = 0;
    highSquares = 0;
    mixedProducts = 0;
    lowSquares = 0;
  }

  private void flush(ExactSum[] target) {
    if (shares > 0) {
      flushShares(target);
    }
    if (smallItems > 0) {
      for (int sum = 0; sum < small.length; sum++) {
        target[sum].add(small[sum]);
      }
      Arrays.fill(small, 0);
      smallItems = 0;
    }
  }
}
