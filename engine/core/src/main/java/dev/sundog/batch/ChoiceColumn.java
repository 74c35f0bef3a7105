// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.util.Arrays;

/**
 * The answer choices of every item with their log-likelihoods, for multiple-choice metrics. An item
 * has any number of choices. On the heap in float64, as tools write these values; immutable, valid
 * beyond its batch. Choices are numbered across the batch: those of an item are {@link #start(int)}
 * to {@code start(item + 1) − 1}.
 */
public final class ChoiceColumn {
  /** Length that the dump does not have. */
  public static final int UNKNOWN = -1;

  /** Bytes of a choice: three numbers of 64 bits, three of 32. */
  public static final long CHOICE_BYTES = 3 * Double.BYTES + 3 * Integer.BYTES;

  private final int[] starts;
  private final double[] loglikelihoods;
  private final double[] unconditional;
  private final double[] weights;
  private final int[] tokens;
  private final int[] characters;
  private final int[] bytes;

  ChoiceColumn(StagedChoices staged) {
    starts = Arrays.copyOf(staged.starts, staged.items() + 1);
    loglikelihoods = Arrays.copyOf(staged.loglikelihoods, staged.size());
    unconditional = Arrays.copyOf(staged.unconditional, staged.size());
    weights = Arrays.copyOf(staged.weights, staged.size());
    tokens = Arrays.copyOf(staged.tokens, staged.size());
    characters = Arrays.copyOf(staged.characters, staged.size());
    bytes = Arrays.copyOf(staged.bytes, staged.size());
  }

  /** Number of items. */
  public int count() {
    return starts.length - 1;
  }

  /** First choice of an item; {@code start(count())} is the number of all choices. */
  public int start(int item) {
    return starts[item];
  }

  /** Number of choices of an item. */
  public int length(int item) {
    return starts[item + 1] - starts[item];
  }

  /** Log-likelihood of a choice given the question, in nats: at most 0, −∞, or NaN if unknown. */
  public double loglikelihood(int choice) {
    return loglikelihoods[choice];
  }

  /** Log-likelihood of a choice without the question, in nats, or NaN if the dump has none. */
  public double unconditional(int choice) {
    return unconditional[choice];
  }

  /** Score of a choice: 1 for the correct one and 0 for others, or any number of at least 0. */
  public double weight(int choice) {
    return weights[choice];
  }

  /** Length of a choice in tokens, or {@link #UNKNOWN}. */
  public int tokens(int choice) {
    return tokens[choice];
  }

  /** Length of a choice in Unicode code points, or {@link #UNKNOWN}. */
  public int characters(int choice) {
    return characters[choice];
  }

  /** Length of a choice in bytes of UTF-8, or {@link #UNKNOWN}. */
  public int bytes(int choice) {
    return bytes[choice];
  }
}
