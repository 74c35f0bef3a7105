// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

/** The verdict on a benchmark, worst first. */
public enum Verdict {
  /** Significantly worse, by more than the threshold. */
  LOSS("loss"),
  /** In the old results only. */
  MISSING("only in old"),
  /** Too few values to judge. */
  TOO_FEW("too few values"),
  /** Neither a loss nor a gain. */
  SAME("same"),
  /** In the new results only. */
  ADDED("only in new"),
  /** Significantly better, by more than the threshold. */
  GAIN("gain");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The verdict in words. */
  public String words() {
    return words;
  }
}
