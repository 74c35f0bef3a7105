package dev.sundog.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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

  /** As many bytes as there are 32-bit lanes, or 8 at 128 bits. */
  static final VectorSpecies<Byte> QUARTER =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(Long.SIZE, BITS / 4)));

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

  /**
   * Whether {@code expand} of 16-bit lanes is one operation. The API does not tell, and where it is
   * not one, it is a loop over arrays; so where it can't be known, it is not used.
   */
  static final boolean EXPANDS = BITS == 512 && processorExpands();

  private VectorWidth() {}

  private static boolean processorExpands() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines.anyMatch(line -> line.startsWith("flags") && line.contains(" avx512_vbmi2"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
