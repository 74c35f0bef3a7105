// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.bytes;

import java.nio.ByteOrder;

/**
 * The byte order of binary files. Columns are copied between file and memory as they are, so both
 * must be little-endian.
 */
public final class LittleEndian {
  private LittleEndian() {}

  /**
   * Checks the byte order of this machine.
   *
   * @param files the files concerned, in the plural
   * @throws IllegalStateException on a big-endian machine
   */
  public static void require(String files) {
    require(ByteOrder.nativeOrder(), files);
  }

  static void require(ByteOrder machine, String files) {
    if (machine != ByteOrder.LITTLE_ENDIAN) {
      throw new IllegalStateException(files + " need a little-endian machine; this one is not");
    }
  }
}
