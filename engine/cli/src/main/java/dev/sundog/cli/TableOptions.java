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
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How tables of published results are read. */
@Command
final class TableOptions {
  @Option(
      names = "--columns",
      paramLabel = "ROLE=NAME,...",
      description =
          "Columns of a CSV table under other names: task, metric, family, scale, value, items,"
              + " stderr, lower_is_better, length; values=A|B (or *) for a table with one column a"
              + " task, key=NAME to join by.")
  private List<String> columns = List.of();

  @Option(
      names = "--join",
      paramLabel = "FILE",
      description = "A CSV table with further columns of the same models.")
  private @Nullable Path join;

  @Option(
      names = "--scale-factor",
      paramLabel = "X",
      description = "Scales in CSV tables are multiplied by this, such as 1e9. Default: 1")
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
  List<ScalingCurve> curves(List<Path> tables) throws IOException {
    return Curves.ofResults(results(tables));
  }

  /**
   * The figures of tables.
   *
   * @throws UsageException if there are no tables
   */
  List<PublishedResult> results(List<Path> tables) throws IOException {
    if (tables.isEmpty()) {
      throw new UsageException("no tables or dumps");
    }
    return ResultTables.read(tables, join, columns(), scaleFactor);
  }

  /**
   * Hands on what models came to, item by item, from a dump whose paths are the columns' names.
   *
   * @throws UsageException if a name is no path
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
