// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchImporter;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SourcePosition;
import dev.sundog.kernel.Kernels;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one worker owns and reuses from batch to batch: the appender and the importer
 * that build its batches, the position of the next error, the kernels of the run, and one object of
 * the source.
 *
 * <p>A source that needs its own objects per worker, such as a parser with buffers, keeps them here
 * and nowhere else:
 *
 * <pre>{@code
 * SequenceBatch load(WorkerContext worker) {
 *   LineReader reader = worker.state(LineReader.class, () -> new LineReader(spec));
 *   return reader.read(lines, worker.appender());
 * }
 * }</pre>
 *
 * <p>Used by one thread at a time; closed when its worker ends, together with the source's object.
 */
public final class WorkerContext implements AutoCloseable {
  private final Kernels kernels;
  private final SourcePosition position = new SourcePosition();
  private final BatchAppender appender;
  private final BatchImporter importer;
  private @Nullable Object state;

  /**
   * The context of a new worker.
   *
   * @param limits sizes beyond which items are rejected
   * @param groupKeys the worker's dictionary of group codes
   * @param kernels kernels of the run, for sources that compute
   */
  public WorkerContext(BatchLimits limits, GroupKeys groupKeys, Kernels kernels) {
    this.kernels = kernels;
    appender = new BatchAppender(limits, groupKeys, position);
    importer = new BatchImporter(limits, groupKeys, position);
  }

  /** Builds batches item by item; empty when {@link BatchTask#load} is called. */
  public BatchAppender appender() {
    return appender;
  }

  /** Builds batches from whole columns. */
  public BatchImporter importer() {
    return importer;
  }

  /** The position that the next errors refer to; shared by appender and importer. */
  public SourcePosition position() {
    return position;
  }

  /** The kernels that the run scores with. */
  public Kernels kernels() {
    return kernels;
  }

  /**
   * The source's own object: made on first use, then the same one for every batch of this worker.
   *
   * @param type its class; an object of another class is closed and replaced
   * @param create makes a new one
   */
  public <T> T state(Class<T> type, Supplier<? extends T> create) {
    return state(type, kept -> true, create);
  }

  /**
   * The source's own object, made again when the kept one does not fit the next batch.
   *
   * @param type its class
   * @param fits whether a kept object can be used; if not, it is closed and replaced
   * @param create makes a new one
   */
  public <T> T state(Class<T> type, Predicate<? super T> fits, Supplier<? extends T> create) {
    if (type.isInstance(state) && fits.test(type.cast(state))) {
      return type.cast(state);
    }
    closeState();
    T created = create.get();
    state = created;
    return created;
  }

  private void closeState() {
    Object old = state;
    state = null;
    if (old instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("the state of a worker can't be closed", e);
      }
    }
  }

  /** Closes the source's object, if it can be closed, and frees the memory of the batches. */
  @Override
  public void close() {
    try (appender;
        importer) {
      closeState();
    }
  }
}
