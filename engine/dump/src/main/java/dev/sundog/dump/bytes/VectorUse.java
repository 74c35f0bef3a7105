// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.bytes;

/**
 * When records are read with vectors. Until C2 has compiled vector code it runs hundreds of times
 * slower than scalar code, so short dumps are read without it.
 */
public final class VectorUse {
  /** Bytes that a worker reads in about half a second. */
  private static final long SCALAR_BYTES = 48L << 20;

  private VectorUse() {}

  /**
   * Bytes that a worker reads before it uses vectors, as the system property sundog.kernels says.
   */
  public static long scalarBytes() {
    return switch (System.getProperty("sundog.kernels", "auto")) {
      case "scalar" -> Long.MAX_VALUE;
      case "vector" -> 0;
      default -> vectorModulePresent() ? SCALAR_BYTES : Long.MAX_VALUE;
    };
  }

  private static boolean vectorModulePresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
