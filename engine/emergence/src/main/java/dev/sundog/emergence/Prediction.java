// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

/**
 * The prediction of a sharp metric at one scale by the law fitted to a smooth metric.
 *
 * @param scale size of the model
 * @param expected predicted exact-match rate, p(N)^L
 * @param observed measured rate
 * @param deviation residual in standard deviations of items and fit, after the arcsine-square-root
 *     transformation (Freeman and Tukey 1950), which suits rare hits; NaN if unknown
 * @param itemsForOneHit number of items that contain a hit with 95 % probability
 */
public record Prediction(
    double scale, double expected, double observed, double deviation, long itemsForOneHit) {

  static Prediction of(PowerLawFit fit, int length, ScalingPoint sharp) {
    double scale = sharp.scale();
    double expected = fit.accuracy(scale, length);
    return new Prediction(
        scale,
        expected,
        sharp.value(),
        deviation(fit, length, sharp, expected),
        ResolutionPlan.itemsForOneHit(expected));
  }

  private static double deviation(
      PowerLawFit fit, int length, ScalingPoint sharp, double expected) {
    if (!sharp.share()) {
      return Double.NaN;
    }
    double p = fit.tokenProbability(sharp.scale());
    double slope = length * StrictMath.pow(p, length - 1);
    double fitError = slope * fit.tokenProbabilityError(sharp.scale());
    double variance = 1.0 / sharp.items();
    if (fitError > 0) {
      variance += fitError * fitError / (expected * (1 - expected));
    }
    double distance =
        StrictMath.asin(Math.sqrt(sharp.value())) - StrictMath.asin(Math.sqrt(expected));
    return 2 * distance / Math.sqrt(variance);
  }

  /** Observed minus expected. */
  public double residual() {
    return observed - expected;
  }
}
