// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A sharp and a smooth metric of the same outputs, and the prediction of the sharp one by the
 * smooth one: a target of L tokens is an exact match with probability p(N)^L.
 *
 * @param sharp the sharp curve
 * @param smooth the smooth curve, of the same task, family and length
 * @param sharpScore emergence score of the sharp curve
 * @param smoothScore emergence score of the smooth curve
 * @param fit the law fitted to the smooth curve; empty if the metric does not determine token
 *     probabilities
 * @param predictions predictions of the law at each scale; empty without a fit or target length
 * @param p p-value of the deviations from the predictions: a chi-squared test over the points; NaN
 *     if no deviation is known
 */
public record MetricSwap(
    ScalingCurve sharp,
    ScalingCurve smooth,
    EmergenceScore sharpScore,
    EmergenceScore smoothScore,
    Optional<PowerLawFit> fit,
    List<Prediction> predictions,
    double p) {
  /** Pairs two curves and fits the law to the smooth one. */
  public static MetricSwap of(ScalingCurve sharp, ScalingCurve smooth) {
    Optional<PowerLawFit> fit = TokenProbability.of(smooth).flatMap(PowerLawFit::of);
    int length = sharp.key().length();
    List<Prediction> predictions =
        fit.isEmpty() || length == 0
            ? List.of()
            : sharp.points().stream()
                .map(point -> Prediction.of(fit.get(), length, point))
                .toList();
    return new MetricSwap(
        sharp,
        smooth,
        EmergenceScore.of(sharp),
        EmergenceScore.of(smooth),
        fit,
        predictions,
        fitness(predictions));
  }

  private static double fitness(List<Prediction> predictions) {
    double squares = 0;
    for (Prediction prediction : predictions) {
      squares += prediction.deviation() * prediction.deviation();
    }
    return predictions.isEmpty() || Double.isNaN(squares)
        ? Double.NaN
        : ChiSquared.upperTail(squares, predictions.size());
  }

  /** The largest residual, by absolute value; NaN without predictions. */
  public double largestResidual() {
    return predictions.stream()
        .mapToDouble(prediction -> Math.abs(prediction.residual()))
        .max()
        .orElse(Double.NaN);
  }

  /**
   * The largest residual from p^L with the measured p instead of the law; NaN if p is not measured
   * at every scale of the sharp curve.
   */
  private double measuredResidual() {
    Map<Double, Double> measured =
        TokenProbability.of(smooth).stream()
            .flatMap(curve -> curve.points().stream())
            .collect(Collectors.toMap(ScalingPoint::scale, ScalingPoint::value));
    double largest = 0;
    for (ScalingPoint point : sharp.points()) {
      double p = measured.getOrDefault(point.scale(), Double.NaN);
      double expected = StrictMath.pow(p, sharp.key().length());
      largest = Math.max(largest, Math.abs(point.value() - expected));
    }
    return largest;
  }

  /**
   * The verdict.
   *
   * @param adjustedP {@link #p} corrected over all curves of the analysis; NaN if unknown
   * @param level significance level, such as 0.05: a smaller {@code adjustedP} rejects the
   *     predictions
   * @param tolerance predictions with residuals of at most this are accepted, whatever their p
   */
  public Verdict verdict(double adjustedP, double level, double tolerance) {
    if (predictions.isEmpty()) {
      return Verdict.notJudged(
          fit.isEmpty()
              ? smooth.key().metric() + " gives no law of token probabilities"
              : "the length of the targets is unknown");
    }
    double residual = largestResidual();
    String numbers =
        String.format(
            Locale.ROOT,
            "p^%d from %s leaves residuals up to %.3g%s",
            sharp.key().length(),
            smooth.key().metric(),
            residual,
            Double.isNaN(adjustedP)
                ? ""
                : String.format(Locale.ROOT, ", adjusted p = %.2g", adjustedP));
    boolean rejected = !(adjustedP >= level) && !(residual <= tolerance);
    if (rejected) {
      double measured = measuredResidual();
      return new Verdict(
          Verdict.Kind.NOT_EXPLAINED,
          measured <= tolerance
              ? String.format(
                  Locale.ROOT,
                  "not explained by the law: %s; but the measured share of right tokens, to the"
                      + " power of the length, leaves only %.3g",
                  numbers,
                  measured)
              : "not explained by the metric: " + numbers);
    }
    return unresolved()
        .orElseGet(() ->
            new Verdict(Verdict.Kind.EXPLAINED_BY_METRIC, "explained by the metric: " + numbers));
  }

  /** The verdict if a test set without hits is too small to expect one. */
  private Optional<Verdict> unresolved() {
    Optional<Verdict> last = Optional.empty();
    for (int i = 0; i < predictions.size(); i++) {
      ScalingPoint point = sharp.points().get(i);
      long needed = predictions.get(i).itemsForOneHit();
      if (point.value() == 0 && point.items() > 0 && needed > point.items()) {
        last = Optional.of(Verdict.resolutionLimited(point, needed));
      }
    }
    return last;
  }

  /** The verdict on a sharp curve without a smooth one. */
  static Verdict alone(ScalingCurve curve) {
    for (ScalingPoint point : curve.points().reversed()) {
      if (point.share() && point.value() == 0) {
        Interval interval = point.interval();
        return Verdict.notJudged(
            String.format(
                Locale.ROOT,
                "no smooth metric of the same outputs; no hits in %d items at scale %.3g, where"
                    + " anything up to %.2g could hide",
                point.items(),
                point.scale(),
                interval.high()));
      }
    }
    return Verdict.notJudged("no smooth metric of the same outputs");
  }
}
