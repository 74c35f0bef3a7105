package dev.sundog.kernel;

import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of all vectors: the JVM's preferred one, or the one that {@code -Dsundog.vector.bits}
 * forces, so that a wide machine can test what a narrow one runs.
 */
final class VectorWidth {
  static final int BITS =
      Integer.getInteger(
          "sundog.vector.bits", Math.min(512, LongVector.SPECIES_PREFERRED.vectorBitSize()));
  static final long BYTES = BITS / Byte.SIZE;

  private static final VectorShape SHAPE = VectorShape.forBitSize(BITS);

  static final VectorSpecies<Byte> BYTE = VectorSpecies.of(byte.class, SHAPE);
  static final VectorSpecies<Short> SHORT = VectorSpecies.of(short.class, SHAPE);
  static final VectorSpecies<Integer> INT = VectorSpecies.of(int.class, SHAPE);
  static final VectorSpecies<Long> LONG = VectorSpecies.of(long.class, SHAPE);

  /** As many offsets of sequences as there are 64-bit lanes. */
  static final VectorSpecies<Integer> OFFSETS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(BITS / 2));

  static final VectorSpecies<Double> DOUBLE = VectorSpecies.of(double.class, SHAPE);

  /** Eight tokens of 16 bits: what one load takes from a sequence. */
  static final VectorSpecies<Byte> SIXTEEN_BYTES = ByteVector.SPECIES_128;

  static final VectorSpecies<Short> EIGHT_SHORTS = ShortVector.SPECIES_128;

  /** Pairs that one vector works on: one per 16-bit lane. */
  static final int LANES = SHORT.length();

  /**
   * The byte order of every load and store. Kernels call the Vector API's own load and store with
   * it and no helper around them: C2 inlines those wherever they stand, but a helper only while its
   * caller has nodes left, and a vector that crosses a call is an object.
   */
  static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  private VectorWidth() {}
}
