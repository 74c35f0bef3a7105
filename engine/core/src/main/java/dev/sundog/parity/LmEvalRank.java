// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.metric.ChoiceAccuracy;
import dev.sundog.metric.Status;

/**
 * Rankings of lm-eval: a choice of length 0 is allowed, and never the best unless all are.
 *
 * <p>Its figure is −∞ or NaN, neither of which exceeds that of another choice.
 */
enum LmEvalRank implements ChoiceAccuracy.Rank {
  /** Log-likelihood per character. */
  PER_CHARACTER,
  /** Log-likelihood per byte of UTF-8. */
  PER_BYTE;

  private int length(ChoiceColumn choices, int choice) {
    return this == PER_CHARACTER ? choices.characters(choice) : choices.bytes(choice);
  }

  @Override
  public double of(ChoiceColumn choices, int choice) {
    return choices.loglikelihood(choice) / length(choices, choice);
  }

  @Override
  public Status status(ChoiceColumn choices, int choice) {
    return length(choices, choice) < 0 ? Status.SKIPPED_NO_TEXT : Status.SCORED;
  }
}
