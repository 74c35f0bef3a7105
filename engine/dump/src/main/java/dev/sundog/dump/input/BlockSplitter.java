package dev.sundog.dump.input;

import org.jspecify.annotations.Nullable;

/** Cuts a file into frames, in order. Used by one thread at a time. */
public interface BlockSplitter extends AutoCloseable {
  /** The next records, or null at the end. */
  @Nullable RecordBlock next();

  /** Share of the file that was read, 0 to 1, or NaN if its length is not known. */
  double progress();

  @Override
  void close();
}
