// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.spec.InputLimits;
import java.util.function.DoubleSupplier;
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
        : ahead(new LineStream(input, bytes, limits.recordBytes()));
  }

  /** Blocks that a splitter finds, on a thread that runs ahead of the readers. */
  static BlockSource ahead(BlockSplitter splitter) {
    return ahead(
        () -> {
          RecordBlock block = splitter.next();
          return block == null ? null : buffer -> block;
        },
        splitter::progress,
        splitter::close);
  }

  /** Blocks of another source, taken by a thread that runs ahead of the readers. */
  static BlockSource ahead(BlockSource blocks) {
    return ahead(blocks::next, blocks::progress, blocks::close);
  }

  private static BlockSource ahead(
      ReadAhead.Input<BlockTask> input, DoubleSupplier share, Runnable close) {
    ReadAhead<BlockTask> ahead = new ReadAhead<>(input, share);
    return new BlockSource() {
      @Override
      public @Nullable BlockTask next() {
        return ahead.next();
      }

      @Override
      public double progress() {
        return ahead.progress();
      }

      @Override
      public void close() {
        ahead.close();
        close.run();
      }
    };
  }
}
