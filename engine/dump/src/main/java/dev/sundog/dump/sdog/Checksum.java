// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C, which processors compute in hardware. */
final class Checksum {
  static final int BYTES = Integer.BYTES;

  private Checksum() {}

  /** The checksum of a buffer's remaining bytes; does not change its position. */
  static int of(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }
}
