// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.emergence.Curves;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.spec.RecordPath;
import dev.sundog.dump.table.ItemOutcome;
import dev.sundog.dump.table.ItemOutcomes;
import dev.sundog.dump.table.PublishedResult;
import dev.sundog.dump.table.ResultTables;
import dev.sundog.dump.table.TableColumns;
import dev.sundog.dump.table.TableColumns.Role;
import dev.sundog.emergence.ScalingCurve;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The layout of tables of published results. */
@Command
final class TableOptions {
  @Option(
      names = "--columns",
      paramLabel = "ROLE=NAME,...",
      description =
          "Names of the columns of a CSV or TSV table. Roles: task, metric, family, scale, model"
              + " (whose name has the size, where there is no scale), value, items, stderr,"
              + " lower_is_better, length. values=A|B (or *): one column per task. key=NAME: the"
              + " column to join by.")
  private List<String> columns = List.of();

  @Option(
      names = "--join",
      paramLabel = "FILE",
      description = "CSV table with more columns of the same models.")
  private @Nullable Path join;

  @Option(
      names = "--scale-factor",
      paramLabel = "X",
      description = "Multiply the scales of CSV tables by X, such as 1e9. Default: 1")
  private double scaleFactor = 1;

  /** The columns. */
  TableColumns columns() {
    return UsageException.checked(() -> TableColumns.parse(columns));
  }

  /**
   * The curves of tables.
   *
   * @throws UsageException if there are no tables
   */
  List<ScalingCurve> curves(List<Path> tables, Terminal terminal) throws IOException {
    return Curves.ofResults(results(tables, terminal));
  }

  /**
   * The rows of tables.
   *
   * @throws UsageException if there are no tables
   */
  List<PublishedResult> results(List<Path> tables, Terminal terminal) throws IOException {
    if (tables.isEmpty()) {
      throw new UsageException("no input files. Name tables, folders of tables, or dumps");
    }
    Set<String> notes = new LinkedHashSet<>();
    List<PublishedResult> results = ResultTables.read(tables, join, columns(), scaleFactor, notes);
    notes.forEach(terminal::say);
    return results;
  }

  /**
   * Reads the outcomes of single items from a dump, whose paths are the column names.
   *
   * @throws UsageException if a name is not a valid path
   */
  void outcomes(Path dump, InputLimits limits, Consumer<ItemOutcome> items) {
    TableColumns paths = columns();
    ItemOutcomes outcomes =
        UsageException.checked(() ->
            new ItemOutcomes(
                RecordPath.parse(paths.of(Role.FAMILY)),
                RecordPath.parse(paths.of(Role.SCALE)),
                RecordPath.parse(paths.of(Role.VALUE))));
    outcomes.read(dump, limits, item -> items.accept(item.withScale(item.scale() * scaleFactor)));
  }
}
