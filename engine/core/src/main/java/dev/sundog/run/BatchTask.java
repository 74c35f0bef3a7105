// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.batch.SequenceBatch;
import org.jspecify.annotations.Nullable;

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

  /**
   * The rest of this part of the input if one batch can't hold it, for the same worker after it is
   * done with the batch; null if there is none. Called once, after {@link #load}.
   */
  default @Nullable BatchTask rest() {
    return null;
  }
}
