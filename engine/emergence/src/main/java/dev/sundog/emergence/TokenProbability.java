// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;

/** The probability of a correct token, computed from smooth metrics. */
final class TokenProbability {
  /** Converts a curve to token probabilities; empty if it needs an unknown target length. */
  @FunctionalInterface
  private interface Law {
    Optional<ScalingCurve> of(ScalingCurve curve);
  }

  /** Conversions by metric, in order of preference for comparison with a sharp metric. */
  private static final SequencedMap<String, Law> LAWS = laws();

  private TokenProbability() {}

  private static SequencedMap<String, Law> laws() {
    Law share = curve -> Optional.of(map(curve, y -> y, y -> 1));
    Law perTargetToken =
        curve -> {
          int length = curve.key().length();
          return length == 0
              ? Optional.empty()
              : Optional.of(map(curve, y -> 1 - y / length, y -> 1.0 / length));
        };
    SequencedMap<String, Law> laws = new LinkedHashMap<>();
    laws.put("token_accuracy", share);
    laws.put("hamming_distance", perTargetToken);
    laws.put("edit_similarity", share);
    laws.put("token_edit_distance", perTargetToken);
    laws.put("token_error_rate", curve -> Optional.of(map(curve, y -> 1 - y, y -> 1)));
    laws.put("logprob_mean", curve -> Optional.of(map(curve, StrictMath::exp, StrictMath::exp)));
    return laws;
  }

  /** The metrics that determine token probabilities, preferred ones first. */
  static Collection<String> metrics() {
    return LAWS.sequencedKeySet();
  }

  /**
   * Converts a smooth curve to token probabilities, with errors by the delta method; empty if its
   * metric does not determine them, or needs an unknown target length.
   */
  static Optional<ScalingCurve> of(ScalingCurve curve) {
    Law law = LAWS.get(curve.key().metric());
    return law == null ? Optional.empty() : law.of(curve);
  }

  private static ScalingCurve map(
      ScalingCurve curve, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    return ScalingCurve.of(
        curve.key().under("token probability"),
        curve.points().stream()
            .map(point ->
                ScalingPoint.mean(
                    point.scale(),
                    value.applyAsDouble(point.value()),
                    slope.applyAsDouble(point.value()) * point.stderr(),
                    point.items()))
            .toList());
  }
}
