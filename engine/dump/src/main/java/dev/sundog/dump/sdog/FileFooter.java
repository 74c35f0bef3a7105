// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.dump.input.DumpFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The last bytes of a complete file.
 *
 * @param items items of all blocks
 * @param blocks number of blocks
 * @param place offset of the footer in the file
 */
record FileFooter(long items, long blocks, long place) {
  static final int BYTES = 4 * Long.BYTES + Checksum.BYTES;

  /** {@code SDOGEND1} in a file. */
  static final long MARK = BlockHeader.mark("SDOGEND1");

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MARK).putLong(items).putLong(blocks).putLong(place);
    out.putInt(Checksum.of(out.slice(0, BYTES - Checksum.BYTES)));
    return out.array();
  }

  /** The footer of a file, or null if the file does not end in one. */
  static @Nullable FileFooter read(DumpFile file, FileHeader header) {
    long place = file.size() - BYTES;
    if (place < header.bytes()) {
      return null;
    }
    ByteBuffer in = file.read(place, BYTES);
    int checksum = Checksum.of(in.slice(0, BYTES - Checksum.BYTES));
    if (in.getLong() != MARK || checksum != in.getInt(BYTES - Checksum.BYTES)) {
      return null;
    }
    FileFooter footer = new FileFooter(in.getLong(), in.getLong(), in.getLong());
    return footer.place() == place ? footer : null;
  }
}
