// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.util.Arrays;

/** Growing arrays that collect the choices of a batch. */
final class StagedChoices {
  int[] starts = new int[1];
  double[] loglikelihoods = {};
  double[] unconditional = {};
  double[] weights = {};
  int[] tokens = {};
  int[] characters = {};
  int[] bytes = {};
  private int items;
  private int size;

  /** Items that have ended. */
  int items() {
    return items;
  }

  /** Bytes that all choices take. */
  long byteSize() {
    return ChoiceColumn.CHOICE_BYTES * size;
  }

  /** Choices of all items. */
  int size() {
    return size;
  }

  /** Choices of an item that has ended. */
  int length(int item) {
    return starts[item + 1] - starts[item];
  }

  /** Choices of the item that is being written. */
  int open() {
    return size - starts[items];
  }

  /**
   * Appends a choice to the item that is being written; see {@link ChoiceColumn}.
   *
   * @throws MalformedDumpException at the position, if a number is out of range
   */
  void add(
      SourcePosition position,
      double loglikelihood,
      double alone,
      double weight,
      int tokens,
      int characters,
      int bytes) {
    boolean valid = LogprobColumn.isLogprob(loglikelihood);
    if (!valid || !(Double.isNaN(alone) || LogprobColumn.isLogprob(alone))) {
      throw position.malformed(
          "log-likelihood "
              + (valid ? alone : loglikelihood)
              + " of a choice is not the logarithm of a probability");
    }
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw position.malformed("weight " + weight + " of a choice is not a number of at least 0");
    }
    if (size == weights.length) {
      grow(Math.max(64, Math.multiplyExact(2, size)));
    }
    loglikelihoods[size] = Math.min(loglikelihood, 0);
    unconditional[size] = alone;
    weights[size] = weight;
    this.tokens[size] = tokens;
    this.characters[size] = characters;
    this.bytes[size++] = bytes;
  }

  private void grow(int room) {
    loglikelihoods = Arrays.copyOf(loglikelihoods, room);
    unconditional = Arrays.copyOf(unconditional, room);
    weights = Arrays.copyOf(weights, room);
    tokens = Arrays.copyOf(tokens, room);
    characters = Arrays.copyOf(characters, room);
    bytes = Arrays.copyOf(bytes, room);
  }

  void endItem() {
    if (items + 1 == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[++items] = size;
  }

  /** Ends items without choices. */
  void endItems(int count) {
    for (int item = 0; item < count; item++) {
      endItem();
    }
  }

  void abandonItem() {
    size = starts[items];
  }

  void clear() {
    items = 0;
    size = 0;
  }

  ChoiceColumn column() {
    return new ChoiceColumn(this);
  }
}
