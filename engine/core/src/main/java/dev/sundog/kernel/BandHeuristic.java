// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static jdk.incubator.vector.VectorOperators.EQ;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ShortVector;

/**
 * Estimates from the ends of two long sequences whether a band of diagonals is worthwhile. Related
 * sequences keep most tokens near their diagonal; unrelated ones match there by chance only.
 */
final class BandHeuristic {
  /** Tokens at the prediction's end that are looked up in the reference. */
  private static final int SAMPLE = 64;

  /** Largest offset, in tokens, at which they are looked up. */
  private static final int REACH = 3;

  private BandHeuristic() {}

  /**
   * Whether at least three eighths of the prediction's last 64 tokens occur in the reference within
   * 3 tokens of the same distance from the end.
   *
   * @param pEnd index after the prediction's last token, at least 64
   * @param rEnd index after the reference's last token, at least 67
   */
  static boolean worthwhile(
      MemorySegment predictions, long pEnd, MemorySegment references, long rEnd) {
    int found = 0;
    long p = Short.BYTES * (pEnd - SAMPLE);
    long r = Short.BYTES * (rEnd - SAMPLE - REACH);
    for (int part = 0; part < SAMPLE / LANES; part++) {
      ShortVector tokens = ShortVector.fromMemorySegment(SHORT, predictions, p, NATIVE);
      long matches = 0;
      for (int offset = 0; offset <= 2 * REACH; offset++) {
        long at = r + (long) Short.BYTES * offset;
        matches |=
            ShortVector.fromMemorySegment(SHORT, references, at, NATIVE)
                .compare(EQ, tokens)
                .toLong();
      }
      found += Long.bitCount(matches);
      p += BYTES;
      r += BYTES;
    }
    return found >= SAMPLE / 8 * 3;
  }
}
