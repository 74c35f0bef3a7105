// SPDX-License-Identifier: Apache-2.0
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
 * The width of all vectors, and what the processor can do with them. Two system properties, read
 * once, force the choices, so that every machine can test every branch:
 *
 * <table>
 * <caption>System properties</caption>
 * <tr><th>property</th><th>values</th><th>default</th></tr>
 * <tr><td>{@code sundog.vector.bits}</td><td>128, 256, 512</td><td>the JVM's preferred width</td></tr>
 * <tr><td>{@code sundog.vector.expand}</td><td>true, false, auto</td><td>auto: true at 512 bits on processors
 * with AVX512_VBMI2</td></tr>
 * </table>
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
  static final VectorSpecies<Double> DOUBLE = VectorSpecies.of(double.class, SHAPE);

  /** As many bytes as a vector has 32-bit lanes; 8 bytes at 128 bits, the narrowest shape. */
  static final VectorSpecies<Byte> QUARTER =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(Long.SIZE, BITS / 4)));

  static final VectorSpecies<Byte> SIXTEEN_BYTES = ByteVector.SPECIES_128;

  /** Eight tokens of 16 bits. */
  static final VectorSpecies<Short> EIGHT_SHORTS = ShortVector.SPECIES_128;

  /** Number of 16-bit lanes: tokens that one vector holds. */
  static final int LANES = SHORT.length();

  /**
   * The byte order of all vector loads and stores. Kernels call the Vector API's own load and store
   * without a helper method: C2 inlines those everywhere, but a helper only while its caller has
   * nodes left, and a vector that crosses a call is an object on the heap.
   */
  static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  /**
   * Whether {@code expand} of 16-bit lanes is one instruction. Elsewhere the API runs it as a loop
   * over arrays; the API does not report which, so it is used only where the processor is known.
   */
  static final boolean EXPANDS =
      switch (System.getProperty("sundog.vector.expand", "auto")) {
        case "true" -> true;
        case "false" -> false;
        case "auto" -> BITS == 512 && processorExpands();
        default ->
            throw new IllegalArgumentException(
                "Unknown value of sundog.vector.expand; use true, false or auto.");
      };

  private VectorWidth() {}

  private static boolean processorExpands() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines.anyMatch(line -> line.startsWith("flags") && line.contains(" avx512_vbmi2"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
