// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import dev.sundog.batch.BatchLimits;
import org.jspecify.annotations.Nullable;

/** Cuts a file into frames, in order. Used by one thread at a time. */
public interface BlockSplitter extends AutoCloseable {
  /** Bytes read at a time, at most. */
  int CHUNK_BYTES = 1 << 20;

  /** Bytes of input that become a batch within its limit, as a record of 3 bytes may become 48. */
  static int chunkBytes(BatchLimits limits) {
    return Math.clamp(limits.batchBytes() / 32, 1 << 12, CHUNK_BYTES);
  }

  /** The next records, or null at the end. */
  @Nullable RecordBlock next();

  /** Share of the file that was read, 0 to 1, or NaN if its length is not known. */
  double progress();

  @Override
  void close();
}
