// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.io.IOException;

/** One gzip member or Zstandard frame, which can be inflated without those before it. */
interface CompressedPart extends AutoCloseable {
  /** Reads inflated bytes: at least one, or −1 after the end of the part. */
  int read(byte[] target, int from, int length) throws IOException;

  /**
   * Offset in the file of the bytes that are not used yet; after the end, that of the next part.
   */
  long offset();

  @Override
  void close();
}
