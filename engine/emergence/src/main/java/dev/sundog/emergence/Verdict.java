// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import java.util.Locale;

/**
 * The verdict on the jump of a sharp metric.
 *
 * @param kind the verdict
 * @param words the verdict in words, with its numbers
 */
public record Verdict(Kind kind, String words) {
  /** The possible verdicts. */
  public enum Kind {
    /** The sharp curve agrees with the prediction of the smooth one. */
    EXPLAINED_BY_METRIC,
    /** It agrees, and a test set without hits was too small to expect one. */
    RESOLUTION_LIMITED,
    /** The sharp curve differs from the prediction of the smooth one. */
    NOT_EXPLAINED,
    /** No smooth metric of the same outputs, or no target length. */
    NOT_JUDGED
  }

  static Verdict resolutionLimited(ScalingPoint point, long needed) {
    return new Verdict(
        Kind.RESOLUTION_LIMITED,
        String.format(
            Locale.ROOT,
            "resolution-limited (no hits in %d items at scale %.3g; at least %d needed)",
            point.items(),
            point.scale(),
            needed));
  }

  static Verdict notJudged(String reason) {
    return new Verdict(Kind.NOT_JUDGED, "not judged: " + reason);
  }
}
