package dev.sundog.batch;

/** What an item's rows of logits tell beside log-probs, each a sum over its scored tokens. */
public enum LogitsFigure {
  /** How many ids have a greater logit than the target. */
  TARGET_RANK(0),
  /** Entropy of the row's distribution, in nats. */
  ENTROPY(1),
  /** 1 where the target is the id of the greatest logit, the lowest of several. */
  GREEDY_MATCH(2);

  private final int number;

  LogitsFigure(int number) {
    this.number = number;
  }

  /** The figure's number in {@link SequenceBatch#logits()}. */
  public int number() {
    return number;
  }
}
