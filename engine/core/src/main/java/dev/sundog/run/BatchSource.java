// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input that is divided into batches, in order. Used by one thread at a time. */
public interface BatchSource extends AutoCloseable {
  /** Names of the parts of the batches' group keys; empty without groups. */
  default List<String> keyNames() {
    return List.of();
  }

  /**
   * The next part of the input, not yet parsed: all workers wait for this, so it should take much
   * less time than {@link BatchTask#load}, which they run at the same time.
   *
   * @return the task that loads the next batch, or null at the end
   */
  @Nullable BatchTask next();

  /**
   * Checks, after all batches were loaded, what is known only then.
   *
   * @throws dev.sundog.batch.MalformedDumpException if too much of the input is malformed
   */
  default void checkErrors() {}

  /** Share of the input that was returned so far, 0 to 1, or NaN if the size is not known. */
  default double progress() {
    return Double.NaN;
  }

  /** Closes files and frees memory. */
  @Override
  void close();
}
