// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import java.util.Optional;

/**
 * The law {@code p(N) = exp(−(N/c)^α)} for the probability that a model of scale N predicts a token
 * correctly; the cross-entropy is {@code (N/c)^α} (Schaeffer, Miranda and Koyejo 2023). The line
 * {@code ln(−ln p) = α·ln N − α·ln c} is fitted by least squares, weighted by the standard errors
 * of the points if all have one. Points with p ≤ 0 or p ≥ 1 are left out and counted.
 *
 * @param alpha exponent; negative if larger models are better
 * @param c scale at which the cross-entropy is 1 nat
 * @param alphaError standard error of the exponent: from the standard errors of the points if
 *     weighted, otherwise from the residuals; NaN for two unweighted points
 * @param determination coefficient of determination of {@code ln(−ln p)}, 0 to 1
 * @param points number of points in the fit
 * @param leftOut number of points left out
 * @param interceptError standard error of the line at the mean log scale
 * @param meanLogScale weighted mean of ln N
 */
public record PowerLawFit(
    double alpha,
    double c,
    double alphaError,
    double determination,
    int points,
    int leftOut,
    double interceptError,
    double meanLogScale) {

  /**
   * The law of a curve of token probabilities; empty if fewer than two points are usable or the
   * exponent is 0.
   */
  public static Optional<PowerLawFit> of(ScalingCurve tokenProbabilities) {
    LeastSquares line = new LeastSquares();
    boolean weighted =
        tokenProbabilities.points().stream()
            .filter(PowerLawFit::usable)
            .allMatch(point -> point.stderr() > 0);
    int leftOut = 0;
    for (ScalingPoint point : tokenProbabilities.points()) {
      if (!usable(point)) {
        leftOut++;
        continue;
      }
      double p = point.value();
      double entropy = -StrictMath.log(p);
      double error = weighted ? point.stderr() / (p * entropy) : 1;
      line.add(StrictMath.log(point.scale()), StrictMath.log(entropy), 1 / (error * error));
    }
    if (line.points() < 2 || line.slope() == 0) {
      return Optional.empty();
    }
    double spread = weighted ? 1 : line.residualError();
    double c = StrictMath.exp(line.meanX() - line.meanY() / line.slope());
    return Optional.of(
        new PowerLawFit(
            line.slope(),
            c,
            spread * line.slopeError(),
            line.determination(),
            line.points(),
            leftOut,
            spread * line.meanError(),
            line.meanX()));
  }

  private static boolean usable(ScalingPoint point) {
    return point.value() > 0 && point.value() < 1;
  }

  /** The law with known parameters, without errors. */
  public static PowerLawFit known(double alpha, double c) {
    return new PowerLawFit(alpha, c, 0, 1, 0, 0, 0, StrictMath.log(c));
  }

  /** Probability of a correct token at a scale. */
  public double tokenProbability(double scale) {
    return StrictMath.exp(-crossEntropy(scale));
  }

  /** Standard error of {@link #tokenProbability}, by the delta method; NaN if unknown. */
  public double tokenProbabilityError(double scale) {
    double distance = alphaError * (StrictMath.log(scale) - meanLogScale);
    double logError = Math.sqrt(interceptError * interceptError + distance * distance);
    return tokenProbability(scale) * crossEntropy(scale) * logError;
  }

  /** Cross-entropy at a scale in nats per token. */
  public double crossEntropy(double scale) {
    return StrictMath.pow(scale / c, alpha);
  }

  /** Expected exact-match rate of targets of {@code length} tokens: p^L. */
  public double accuracy(double scale, int length) {
    return StrictMath.pow(tokenProbability(scale), length);
  }

  /** Expected Hamming distance, an upper bound of the edit distance: L(1 − p). */
  public double editDistance(double scale, int length) {
    return length * (1 - tokenProbability(scale));
  }
}
