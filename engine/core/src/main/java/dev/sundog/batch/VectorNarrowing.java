// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.OR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Conversion of 32-bit ids to 16 bits, from the heap into a column. Used only where vectors have at
 * least 256 bits: see {@link TokenStage}.
 */
final class VectorNarrowing {
  private static final int BITS =
      Integer.getInteger(
          "sundog.vector.bits", Math.min(512, IntVector.SPECIES_PREFERRED.vectorBitSize()));
  private static final VectorSpecies<Integer> INT =
      VectorSpecies.of(int.class, VectorShape.forBitSize(BITS));
  private static final VectorSpecies<Short> HALF =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, BITS / 2)));
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  /** Fewest ids that are converted faster than by a loop over single ids. */
  static final int LANES = INT.length();

  /** Whether vectors pay. */
  static final boolean AVAILABLE = BITS >= 256;

  private VectorNarrowing() {}

  /**
   * Writes ids in 16 bits. The last vector overlaps the one before instead of a loop for the rest.
   *
   * @param count number of ids, at least {@link #LANES}
   * @param at offset in bytes of the first written value
   * @return all bits that are set in any id
   */
  static int narrow(int[] ids, int from, int count, MemorySegment values, long at) {
    int last = count - LANES;
    IntVector end = IntVector.fromArray(INT, ids, from + last);
    IntVector seen = end;
    for (int index = 0; index < last; index += LANES) {
      IntVector some = IntVector.fromArray(INT, ids, from + index);
      seen = seen.or(some);
      some.convertShape(I2S, HALF, 0)
          .reinterpretAsShorts()
          .intoMemorySegment(values, at + (long) Short.BYTES * index, NATIVE);
    }
    end.convertShape(I2S, HALF, 0)
        .reinterpretAsShorts()
        .intoMemorySegment(values, at + (long) Short.BYTES * last, NATIVE);
    return seen.reduceLanes(OR);
  }
}
