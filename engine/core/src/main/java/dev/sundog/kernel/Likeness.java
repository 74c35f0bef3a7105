package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static jdk.incubator.vector.VectorOperators.EQ;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ShortVector;

/** A guess whether a band will do for a long pair, by the ends of its sides. */
final class Likeness {
  /** Tokens at the prediction's end that are looked for in the reference. */
  private static final int SAMPLE = 64;

  /** Offsets to either side at which they are looked for. */
  private static final int REACH = 3;

  private Likeness() {}

  /**
   * Whether half of the prediction's last tokens stand about as far from the reference's end.
   *
   * @param list of pairs with more tokens a side than are looked at
   */
  static boolean alike(PairList list, int entry) {
    int found = 0;
    long p = Short.BYTES * (list.predictionEnd[entry] - SAMPLE);
    long r = Short.BYTES * (list.referenceEnd[entry] - SAMPLE - REACH);
    for (int part = 0; part < SAMPLE / LANES; part++) {
      ShortVector tokens = ShortVector.fromMemorySegment(SHORT, list.predictions, p, NATIVE);
      MemorySegment near = list.references.asSlice(r, BYTES + 2 * 2 * REACH);
      long at0 = tokens.compare(EQ, ShortVector.fromMemorySegment(SHORT, near, 0, NATIVE)).toLong();
      long at1 = tokens.compare(EQ, ShortVector.fromMemorySegment(SHORT, near, 2, NATIVE)).toLong();
      long at2 = tokens.compare(EQ, ShortVector.fromMemorySegment(SHORT, near, 4, NATIVE)).toLong();
      long at3 = tokens.compare(EQ, ShortVector.fromMemorySegment(SHORT, near, 6, NATIVE)).toLong();
      long at4 = tokens.compare(EQ, ShortVector.fromMemorySegment(SHORT, near, 8, NATIVE)).toLong();
      long at5 =
          tokens.compare(EQ, ShortVector.fromMemorySegment(SHORT, near, 10, NATIVE)).toLong();
      long at6 =
          tokens.compare(EQ, ShortVector.fromMemorySegment(SHORT, near, 12, NATIVE)).toLong();
      found += Long.bitCount(at0 | at1 | at2 | at3 | at4 | at5 | at6);
      p += BYTES;
      r += BYTES;
    }
    return found >= SAMPLE / 8 * 3;
  }
}
