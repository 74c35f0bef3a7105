// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.ChoiceColumn;

/**
 * Softmax of the log-likelihoods of each item's choices, computed once per batch, in float64 with
 * {@link StrictMath}. Items without choices have undefined figures.
 */
public final class ChoiceSoftmax {
  private double[] exps = {};
  private double[] highest = {};
  private double[] totals = {};
  private double[] rightLogs = {};

  ChoiceSoftmax() {}

  void compute(ChoiceColumn choices) {
    int items = choices.count();
    int count = choices.start(items);
    if (exps.length < count) {
      exps = new double[Math.max(count, 2 * exps.length)];
    }
    if (highest.length < items) {
      int length = Math.max(items, 2 * highest.length);
      highest = new double[length];
      totals = new double[length];
      rightLogs = new double[length];
    }
    for (int item = 0; item < items; item++) {
      compute(choices, item, choices.start(item), choices.start(item + 1));
    }
  }

  private void compute(ChoiceColumn choices, int item, int from, int to) {
    double best = Double.NEGATIVE_INFINITY;
    double bestRight = Double.NEGATIVE_INFINITY;
    for (int choice = from; choice < to; choice++) {
      double nats = choices.loglikelihood(choice);
      best = Math.max(best, nats);
      bestRight = choices.weight(choice) > 0 ? Math.max(bestRight, nats) : bestRight;
    }
    double total = 0;
    double right = 0;
    for (int choice = from; choice < to; choice++) {
      double nats = choices.loglikelihood(choice);
      exps[choice] = StrictMath.exp(nats - best);
      total += exps[choice];
      if (choices.weight(choice) > 0) {
        right += bestRight == best ? exps[choice] : StrictMath.exp(nats - bestRight);
      }
    }
    highest[item] = best;
    totals[item] = total;
    rightLogs[item] =
        bestRight == Double.NEGATIVE_INFINITY ? bestRight : bestRight + StrictMath.log(right);
  }

  /** Whether any choice of an item has a probability above 0. */
  boolean possible(int item) {
    return highest[item] != Double.NEGATIVE_INFINITY;
  }

  /** Probability of one of an item's choices; the item must be {@link #possible}. */
  double probability(int item, int choice) {
    return exps[choice] / totals[item];
  }

  /** Largest probability of an item's choices; the item must be {@link #possible}. */
  double largest(int item) {
    return 1 / totals[item];
  }

  /** ln Σ exp(ll) over an item's choices; −∞ if none is possible. */
  double logSum(int item) {
    return possible(item) ? highest[item] + StrictMath.log(totals[item]) : highest[item];
  }

  /** The same over the choices of a target weight above 0; −∞ without any. */
  double rightLogSum(int item) {
    return rightLogs[item];
  }
}
