// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/**
 * Whether a batch is still valid. The batch and its off-heap columns share one, so a column that is
 * kept beyond its batch fails instead of reading the memory's next content.
 */
final class BatchLifetime {
  private final Runnable release;
  private boolean ended;

  /**
   * A lifetime that begins.
   *
   * @param release runs once, at the end
   */
  BatchLifetime(Runnable release) {
    this.release = release;
  }

  /** Throws {@link IllegalStateException} if the batch has ended. */
  void check() {
    if (ended) {
      throw new IllegalStateException("the batch has ended");
    }
  }

  void end() {
    if (!ended) {
      ended = true;
      release.run();
    }
  }
}
