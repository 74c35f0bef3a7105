// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.statistics;

import dev.sundog.statistics.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The logarithm of a ratio of two means, with its error. The error of a mean is that of independent
 * units (delta method).
 *
 * @param estimate natural logarithm of mean of numerator ÷ mean of denominator
 * @param error standard error of the estimate
 * @param freedom degrees of freedom of the error
 */
public record LogRatio(double estimate, double error, double freedom) {
  private static final int FEWEST = 10;

  /** A ratio that is not defined: a mean that is not above 0, or a side of less than two units. */
  public static final LogRatio UNDEFINED = new LogRatio(Double.NaN, Double.NaN, Double.NaN);

  /**
   * The ratio of two samples of independent units.
   *
   * @param numerator at least two values, mean above 0
   * @param denominator at least two values, mean above 0
   */
  public static LogRatio of(double[] numerator, double[] denominator) {
    double above = mean(numerator);
    double below = mean(denominator);
    if (!(above > 0 && below > 0) || numerator.length < 2 || denominator.length < 2) {
      return UNDEFINED;
    }
    double first = relativeVariance(numerator, above);
    double second = relativeVariance(denominator, below);
    return new LogRatio(
        StrictMath.log(above / below),
        Math.sqrt(first + second),
        freedom(first, numerator.length, second, denominator.length));
  }

  /**
   * Degrees of freedom of a sum of two squared errors: Welch's first form, which is unbiased,
   * within its bounds. The usual form of Satterthwaite is too small for few values: three forks a
   * side would have 3.4 % of false verdicts instead of 5 %.
   *
   * <p>Welch, B. L., "The generalization of Student's problem when several different population
   * variances are involved", 1947.
   */
  private static double freedom(double first, int firstCount, double second, int secondCount) {
    double sum = first + second;
    double most = firstCount + secondCount - 2;
    if (sum == 0) {
      return most;
    }
    double form =
        sum * sum / (first * first / (firstCount + 1) + second * second / (secondCount + 1)) - 2;
    return Math.clamp(form, Math.min(firstCount, secondCount) - 1.0, most);
  }

  /** Squared standard error of a mean, relative to the mean. */
  private static double relativeVariance(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / (values.length - 1) / values.length / (mean * mean);
  }

  /** The two-sided p-value of a ratio of 1 (Welch's t-test); NaN if undefined. */
  public double pValue() {
    if (Double.isNaN(error)) {
      return Double.NaN;
    }
    if (error == 0) {
      return estimate == 0 ? 1 : 0;
    }
    return new StudentT(freedom).twoSided(estimate / error);
  }

  /** The ratio. */
  public double ratio() {
    return StrictMath.exp(estimate);
  }

  /** The interval of the ratio by Student's t. */
  public Interval interval(double confidence) {
    if (Double.isNaN(error)) {
      return Interval.UNDEFINED;
    }
    double half = error == 0 ? 0 : new StudentT(freedom).critical(1 - confidence) * error;
    return new Interval(StrictMath.exp(estimate - half), StrictMath.exp(estimate + half));
  }

  /**
   * The smallest loss that a test of this precision finds in four cases of five.
   *
   * @return as a share, such as 0.03 for a ratio of 0.97; NaN if undefined
   */
  public double smallestLoss(double confidence) {
    if (Double.isNaN(error)) {
      return Double.NaN;
    }
    StudentT t = new StudentT(freedom);
    return 1 - StrictMath.exp(-(t.critical(1 - confidence) + t.critical(0.4)) * error);
  }

  /**
   * The interval of the ratio by a bootstrap over units; of less than ten units on a side, which
   * are too few to resample, by Student's t. Resampling shows too little variance: every resampled
   * deviation is widened by √(n / (n − 1)), and the percentiles by the ratio of Student's t to the
   * normal distribution.
   *
   * <p>Hesterberg, T. C., "What teachers should know about the bootstrap", 2015, section 4.3.
   *
   * @param resamples number of resamples
   * @param seed the same seed returns the same interval
   */
  public static Interval bootstrap(
      double[] numerator, double[] denominator, double confidence, int resamples, long seed) {
    LogRatio ratio = of(numerator, denominator);
    if (Math.min(numerator.length, denominator.length) < FEWEST) {
      return ratio.interval(confidence);
    }
    if (Double.isNaN(ratio.estimate)) {
      return Interval.UNDEFINED;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] deviations = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      deviations[i] = deviation(numerator, random) - deviation(denominator, random);
    }
    Arrays.sort(deviations);
    double tail = (1 - confidence) / 2;
    double wider =
        new StudentT(ratio.freedom).critical(2 * tail)
            / new StudentT(Double.POSITIVE_INFINITY).critical(2 * tail);
    double low = deviations[(int) Math.round(tail * (resamples - 1))];
    double high = deviations[(int) Math.round((1 - tail) * (resamples - 1))];
    return new Interval(
        StrictMath.exp(ratio.estimate + wider * low),
        StrictMath.exp(ratio.estimate + wider * high));
  }

  /** Logarithm of a resampled mean, relative to the mean, widened. */
  private static double deviation(double[] values, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[random.nextInt(values.length)];
    }
    double wider = Math.sqrt(values.length / (values.length - 1.0));
    double relative = sum / values.length / mean(values) - 1;
    return StrictMath.log(Math.max(1e-300, 1 + wider * relative));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
