// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.batch.SequenceBatch;

/** A part of the input that one worker reads into its own memory. */
@FunctionalInterface
public interface BatchTask {
  /**
   * Reads, checks and builds the batch. Called once, on any thread.
   *
   * @param worker objects of the worker that loads the batch; its appender is empty
   * @return the batch, valid until the worker loads its next one
   */
  SequenceBatch load(WorkerContext worker);
}
