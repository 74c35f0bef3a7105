// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import dev.sundog.bench.rival.Rival;
import dev.sundog.bench.rival.TokenStrings;
import org.jspecify.annotations.Nullable;

/** The same pairs as strings, in slices, because rivals can need seconds per batch. */
final class RivalData {
  private static final long CELLS_PER_SLICE = 4_000_000;
  private static final int MAX_PAIRS_PER_SLICE = 4_096;

  private final PairData data;
  private @Nullable TokenStrings packed;
  private int next;

  RivalData(PairData data) {
    this.data = data;
  }

  /**
   * Scores the next slice.
   *
   * @throws AssertionError if a result differs from the engine's
   */
  int pass(Rival rival, Counts counts) {
    if (packed == null) {
      packed = TokenStrings.of(data.pairs());
    }
    TokenStrings strings = packed;
    int[] expected = data.expected();
    long cells = 0;
    int done = 0;
    int sum = 0;
    while (cells < CELLS_PER_SLICE && done < MAX_PAIRS_PER_SLICE) {
      String prediction = strings.prediction(next);
      String reference = strings.reference(next);
      int distance = rival.distance(prediction, reference);
      if (distance != expected[next]) {
        throw new AssertionError(
            "%s, pair %d: %d, expected %d"
                .formatted(rival.libraryName(), next, distance, expected[next]));
      }
      sum += distance;
      cells += (long) prediction.length() * reference.length();
      done++;
      next = next + 1 == strings.count() ? 0 : next + 1;
    }
    counts.pairs += done;
    return sum;
  }
}
