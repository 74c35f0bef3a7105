// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.spec.InputLimits;
import org.jspecify.annotations.Nullable;

/**
 * A file in blocks of whole records, in order. {@link #next} is called by one thread at a time; the
 * blocks are read by any threads.
 */
public interface BlockSource extends AutoCloseable {
  /**
   * The next block, not read yet, or null at the end. Takes no time that grows with the block,
   * except to wait for a stream.
   */
  @Nullable BlockTask next();

  /** Share of the file that was handed out, 0 to 1, or NaN if its length is not known. */
  double progress();

  /** Ends threads and closes the file; blocks that were handed out can still be read. */
  @Override
  void close();

  /**
   * Blocks of lines: byte ranges of a plain file, which its readers read and split; blocks that one
   * thread reads ahead of a stream or a compressed file.
   */
  static BlockSource lines(DumpInput input, InputLimits limits, BatchLimits batch) {
    int bytes = BlockSplitter.chunkBytes(batch);
    return input.plain()
        ? new LineRanges(input, bytes, limits.recordBytes())
        : new ReadAhead(new LineStream(input, bytes, limits.recordBytes()));
  }

  /** Blocks that a splitter finds, on a thread that runs ahead of the readers. */
  static BlockSource ahead(BlockSplitter splitter) {
    return new ReadAhead(
        new BlockSource() {
          @Override
          public @Nullable BlockTask next() {
            RecordBlock block = splitter.next();
            return block == null ? null : buffer -> block;
          }

          @Override
          public double progress() {
            return splitter.progress();
          }

          @Override
          public void close() {
            splitter.close();
          }
        });
  }
}
