// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Pairs of token sequences as flat columns: prediction {@code i} belongs to reference {@code i}.
 *
 * <p>Tokens of sequence {@code i} are those from {@code offsets[i]} up to, not including, {@code
 * offsets[i + 1]}. The arrays are shared, not copied: do not write to them.
 */
public final class TokenPairs {
  private final int[] predictions;
  private final int[] predictionOffsets;
  private final int[] references;
  private final int[] referenceOffsets;

  TokenPairs(int[] predictions, int[] predictionOffsets, int[] references, int[] referenceOffsets) {
    this.predictions = predictions;
    this.predictionOffsets = predictionOffsets;
    this.references = references;
    this.referenceOffsets = referenceOffsets;
  }

  /** Number of pairs. */
  public int count() {
    return referenceOffsets.length - 1;
  }

  /** Token ids of all predictions, one after the other. */
  public int[] predictions() {
    return predictions;
  }

  /** Where each prediction begins, in tokens, and where the last one ends. */
  public int[] predictionOffsets() {
    return predictionOffsets;
  }

  /** Token ids of all references, one after the other. */
  public int[] references() {
    return references;
  }

  /** Where each reference begins, in tokens, and where the last one ends. */
  public int[] referenceOffsets() {
    return referenceOffsets;
  }

  /** A copy of one prediction. */
  public int[] prediction(int pair) {
    return Arrays.copyOfRange(predictions, predictionOffsets[pair], predictionOffsets[pair + 1]);
  }

  /** A copy of one reference. */
  public int[] reference(int pair) {
    return Arrays.copyOfRange(references, referenceOffsets[pair], referenceOffsets[pair + 1]);
  }

  /** The same pairs in order of the lengths of their references; equal lengths keep their order. */
  public TokenPairs sortedByLength() {
    int[] order =
        IntStream.range(0, count())
            .boxed()
            .sorted(Comparator.comparingInt(i -> referenceOffsets[i + 1] - referenceOffsets[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new TokenPairs(
        inOrder(predictions, predictionOffsets, order),
        offsetsInOrder(predictionOffsets, order),
        inOrder(references, referenceOffsets, order),
        offsetsInOrder(referenceOffsets, order));
  }

  private static int[] inOrder(int[] tokens, int[] offsets, int[] order) {
    return Arrays.stream(order)
        .flatMap(i -> Arrays.stream(tokens, offsets[i], offsets[i + 1]))
        .toArray();
  }

  private static int[] offsetsInOrder(int[] offsets, int[] order) {
    int[] sorted = new int[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      sorted[i + 1] = sorted[i] + offsets[order[i] + 1] - offsets[order[i]];
    }
    return sorted;
  }

  /** Number of tokens on both sides of all pairs. */
  public long tokens() {
    return (long) predictions.length + references.length;
  }

  /** Size of all edit distance matrices: Σ prediction length × reference length. */
  public long cells() {
    long cells = 0;
    for (int i = 0; i < count(); i++) {
      int rows = predictionOffsets[i + 1] - predictionOffsets[i];
      int columns = referenceOffsets[i + 1] - referenceOffsets[i];
      cells += (long) rows * columns;
    }
    return cells;
  }
}
