package dev.sundog.dump;

import dev.sundog.metric.Metric;
import dev.sundog.run.BatchSource;
import java.util.List;

/** Batches of a dump, and what was found out about it. */
public interface DumpSource extends BatchSource {
  /** What the dump is, never {@link DumpFormat#AUTO}. */
  DumpFormat format();

  /** What a user should be told, a line each: the format that was recognised, options found. */
  List<String> notes();

  /** Metrics that the tool which wrote the dump gave for it; none if it tells none. */
  default List<Metric> metrics() {
    return List.of();
  }
}
