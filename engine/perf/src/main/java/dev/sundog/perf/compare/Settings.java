// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

/**
 * How benchmarks are judged.
 *
 * @param threshold smallest loss that counts, as a share of the performance, such as 0.05
 * @param confidence of intervals and tests, such as 0.95
 * @param correction of the p-values for the number of benchmarks
 * @param resamples of the bootstrap
 * @param seed of the bootstrap
 */
public record Settings(
    double threshold, double confidence, Correction correction, int resamples, long seed) {
  /** How p-values are corrected for the number of benchmarks. */
  public enum Correction {
    /** Benjamini and Hochberg: bounds the share of false verdicts among the verdicts. */
    BH,
    /** Holm: bounds the probability of any false verdict. */
    HOLM,
    /** Not at all. */
    NONE
  }

  /** 5 %, 95 %, Benjamini and Hochberg, 10,000 resamples. */
  public static final Settings STANDARD = new Settings(0.05, 0.95, Correction.BH, 10_000, 42);

  /** Checks the ranges. */
  public Settings {
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "threshold " + threshold + " must be at least 0 and below 1");
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " must be between 0 and 1");
    }
    if (resamples < 100 || resamples > 10_000_000) {
      throw new IllegalArgumentException(resamples + " resamples must be 100 to 10,000,000");
    }
  }
}
