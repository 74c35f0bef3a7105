package dev.sundog.run;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.SequenceBatch;

/** A part of the input that one worker reads into its own memory. */
@FunctionalInterface
public interface BatchTask {
  /**
   * Reads, checks and builds the batch. Called once, on any thread.
   *
   * @param appender the worker's appender, empty
   * @return the batch, valid until the appender is cleared
   */
  SequenceBatch load(BatchAppender appender);
}
