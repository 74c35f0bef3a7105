// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/** Statistics of an item's rows of logits besides log-probs, each a sum over its scored tokens. */
public enum LogitsFigure {
  /** Number of ids with a larger logit than the target. */
  TARGET_RANK(0),
  /** Entropy of the row's distribution, in nats. */
  ENTROPY(1),
  /** 1 if the target is the id of the largest logit, the lowest of equal ones. */
  GREEDY_MATCH(2);

  private final int number;

  LogitsFigure(int number) {
    this.number = number;
  }

  /** Number of the statistic in {@link SequenceBatch#logits()}. */
  public int number() {
    return number;
  }
}
