// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.Message;
import dev.sundog.dump.spec.RecordPath;
import dev.sundog.metric.Metric;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How rows are read that a format by column writes as JSON.
 *
 * @param paths the paths that are read; there need not be anything at them
 * @param reading readers of the rows of a file, by its name; one per worker
 * @param findings what the readers find
 * @param notes notes for the user
 * @param metrics metrics that their tool computed, first in the table
 */
public record RowReading(
    List<RecordPath> paths,
    Function<String, Supplier<ItemReader>> reading,
    Findings findings,
    List<Message> notes,
    List<Metric> metrics) {
  /** Copies the lists. */
  public RowReading {
    paths = List.copyOf(paths);
    notes = List.copyOf(notes);
    metrics = List.copyOf(metrics);
  }
}
