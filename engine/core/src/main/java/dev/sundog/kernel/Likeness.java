package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.ShortVector;

/** A guess whether a band will do for a long pair, by the ends of its sides. */
final class Likeness {
  /** Tokens at the prediction's end that are looked for in the reference. */
  private static final int SAMPLE = 64;

  /** Offsets to either side at which they are looked for. */
  private static final int REACH = 3;

  private Likeness() {}

  /**
   * Whether three eighths of the prediction's last tokens stand about as far from the reference's
   * end.
   *
   * @param list of pairs with more tokens a side than are looked at
   */
  static boolean alike(PairList list, int entry) {
    int found = 0;
    long p = Short.BYTES * (list.predictionEnd[entry] - SAMPLE);
    long r = Short.BYTES * (list.referenceEnd[entry] - SAMPLE - REACH);
    for (int part = 0; part < SAMPLE / LANES; part++) {
      ShortVector tokens = ShortVector.fromMemorySegment(SHORT, list.predictions, p, NATIVE);
      long bits = 0;
      for (int offset = 0; offset <= 2 * REACH; offset++) {
        long at = r + (long) Short.BYTES * offset;
        bits |=
            ShortVector.fromMemorySegment(SHORT, list.references, at, NATIVE)
                .compare(EQ, tokens)
                .toLong();
      }
      found += Long.bitCount(bits);
      p += BYTES;
      r += BYTES;
    }
    return found >= SAMPLE / 8 * 3;
  }
}
