package dev.sundog.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where batches come from, in order. Used by one thread at a time. */
public interface BatchSource extends AutoCloseable {
  /** Names of the parts of the group keys that its batches carry; empty without groups. */
  default List<String> keyNames() {
    return List.of();
  }

  /**
   * The next batch, cut from the input but not read yet: this should take much less time than
   * {@link BatchTask#load}, which runs on the workers.
   *
   * @return the next batch, or null at the end
   */
  @Nullable BatchTask next();

  /** Share of the input that was handed out, 0 to 1, or NaN if the end is not known. */
  default double progress() {
    return Double.NaN;
  }

  /** Frees what the source holds. */
  @Override
  void close();
}
