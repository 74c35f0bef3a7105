package dev.sundog.dump.format;

import dev.sundog.metric.Metric;
import dev.sundog.run.BatchSource;
import java.util.List;

/** Batches of a dump, and what was found out about it. */
public interface DumpSource extends BatchSource {
  /** What the dump is, never {@link DumpFormat#AUTO}. */
  DumpFormat format();

  /** What a user should be told, a line each: the format that was recognised, options found. */
  List<String> notes();

  /**
   * Metrics that suit the dump: those that its tool gave, or those of choices or of log-probs
   * without references, for which the first record is read; none if nothing tells. To be asked
   * before the first batch.
   */
  default List<Metric> metrics() {
    return List.of();
  }
}
