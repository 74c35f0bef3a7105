// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.table.TableColumns.Role;
import dev.sundog.text.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads results from CSV: long (one figure per row) or wide (one model per row). */
final class CsvResults {
  private static final Set<Role> OF_A_ROW =
      EnumSet.complementOf(EnumSet.of(Role.VALUE, Role.VALUES));

  private final Path file;
  private final TableColumns columns;
  private final double scaleFactor;
  private final Collection<String> notes;
  private final Map<String, CsvTable.Row> joined = new HashMap<>();
  private final List<PublishedResult> results = new ArrayList<>();

  /** One instance of each name, which a long table repeats in every row. */
  private final Map<String, String> names = new HashMap<>();

  private CsvResults(
      Path file, TableColumns columns, double scaleFactor, Collection<String> notes) {
    this.notes = notes;
    this.file = file;
    this.columns = columns;
    this.scaleFactor = scaleFactor;
  }

  static List<PublishedResult> read(
      Path file,
      @Nullable Path join,
      TableColumns columns,
      double scaleFactor,
      Collection<String> notes)
      throws IOException {
    CsvResults reader = new CsvResults(file, columns, scaleFactor, notes);
    if (join != null) {
      String key = columns.of(Role.KEY);
      CsvTable.read(
          join, InputLimits.DEFAULT, row -> reader.joined.putIfAbsent(required(row, key), row));
    }
    CsvTable.read(file, InputLimits.DEFAULT, reader::add);
    return reader.results;
  }

  private void add(CsvTable.Row row) {
    CsvTable.@Nullable Row other = joined.get(row.field(columns.of(Role.KEY)));
    if (!joined.isEmpty() && other == null) {
      return;
    }
    if (results.isEmpty()) {
      columns.names().forEach((role, column) -> found(row, other, role, column));
    }
    if (!columns.names().containsKey(Role.VALUES)) {
      add(row, other, field(row, other, Role.TASK), field(row, other, Role.METRIC), Role.VALUE);
      return;
    }
    for (String column : wide(row)) {
      String metric = MetricName.atEndOf(column);
      String task =
          metric.isEmpty() ? column : column.substring(0, column.length() - metric.length() - 1);
      String named = field(row, other, Role.METRIC);
      add(
          row,
          other,
          task,
          metric.isEmpty() ? (named.isEmpty() ? "value" : named) : metric,
          column);
    }
  }

  /** Requires a column that the user set to be in the table or the joined table. */
  private void found(CsvTable.Row row, CsvTable.@Nullable Row other, Role role, String column) {
    boolean joinedHas = other != null && other.columns().containsKey(column);
    if (role != Role.VALUES && !row.columns().containsKey(column) && !joinedHas) {
      throw noColumn(row, column);
    }
  }

  private RuntimeException noColumn(CsvTable.Row row, String column) {
    return CsvTable.malformed(
        file, 0, "no column \"" + column + "\"; the columns are " + row.columns().keySet());
  }

  private List<String> wide(CsvTable.Row row) {
    String values = columns.of(Role.VALUES);
    if (!values.equals("*")) {
      return Arrays.stream(values.split("\\|", -1)).toList();
    }
    Set<String> meant = new HashSet<>();
    OF_A_ROW.forEach(role -> meant.add(columns.of(role)));
    return row.columns().keySet().stream()
        .filter(column -> !meant.contains(column))
        .sorted((a, b) -> Integer.compare(index(row, a), index(row, b)))
        .toList();
  }

  private static int index(CsvTable.Row row, String column) {
    Integer index = row.columns().get(column);
    return index == null ? -1 : index;
  }

  private void add(
      CsvTable.Row row, CsvTable.@Nullable Row other, String task, String metric, Role role) {
    add(row, other, task, metric, columns.of(role));
  }

  private void add(
      CsvTable.Row row, CsvTable.@Nullable Row other, String task, String metric, String column) {
    if (!row.columns().containsKey(column)) {
      throw noColumn(row, column);
    }
    String value = row.field(column);
    if (value.isEmpty()) {
      return;
    }
    String items = field(row, other, Role.ITEMS);
    String stderr = field(row, other, Role.STDERR);
    String length = field(row, other, Role.LENGTH);
    String lower = field(row, other, Role.LOWER_IS_BETTER);
    results.add(
        new PublishedResult(
            kept(task),
            kept(metric),
            kept(family(row, other)),
            scale(row, other),
            new PublishedResult.Figure(
                number(row, column, value),
                items.isEmpty() ? 0 : whole(row, Role.ITEMS, items),
                stderr.isEmpty() ? Double.NaN : number(row, columns.of(Role.STDERR), stderr),
                lower.isEmpty() ? MetricName.lowerIsBetter(metric) : truth(lower)),
            length.isEmpty() ? 0 : Math.toIntExact(whole(row, Role.LENGTH, length)),
            file.toString(),
            row.number()));
  }

  private String field(CsvTable.Row row, CsvTable.@Nullable Row other, Role role) {
    String own = row.field(columns.of(role));
    return own.isEmpty() && other != null ? other.field(columns.of(role)) : own;
  }

  private String kept(String name) {
    String before = names.putIfAbsent(name, name);
    return before == null ? name : before;
  }

  private static String required(CsvTable.Row row, String column) {
    String field = row.field(column);
    if (field.isEmpty()) {
      throw malformed(row, column, "empty, but the tables are joined by it");
    }
    return field;
  }

  /** The family of the model's name, if the table has no column of scales and none of families. */
  private String family(CsvTable.Row row, CsvTable.@Nullable Row other) {
    String family = field(row, other, Role.FAMILY);
    return family.isEmpty() && byName(row, other) ? name(row, other).family() : family;
  }

  private boolean byName(CsvTable.Row row, CsvTable.@Nullable Row other) {
    String column = columns.of(Role.SCALE);
    boolean has =
        row.columns().containsKey(column) || (other != null && other.columns().containsKey(column));
    return !has && !field(row, other, Role.MODEL).isEmpty();
  }

  private ModelName name(CsvTable.Row row, CsvTable.@Nullable Row other) {
    String model = field(row, other, Role.MODEL);
    return ModelName.of(model.substring(model.lastIndexOf('/') + 1))
        .orElseThrow(() ->
            malformed(
                row,
                columns.of(Role.MODEL),
                Numbers.quote(model)
                    + " has no size such as 70m in it, and there is no column of scales"));
  }

  private double scale(CsvTable.Row row, CsvTable.@Nullable Row other) {
    if (byName(row, other)) {
      notes.add(
          file
              + ": the scale is the size in column \""
              + columns.of(Role.MODEL)
              + "\", for want of a column \""
              + columns.of(Role.SCALE)
              + "\"");
      return name(row, other).parameters();
    }
    String text = field(row, other, Role.SCALE);
    if (text.isEmpty()) {
      throw malformed(row, columns.of(Role.SCALE), "no scale");
    }
    try {
      double scale = ModelName.size(text) * scaleFactor;
      if (scale > 0 && Double.isFinite(scale)) {
        return scale;
      }
    } catch (NumberFormatException e) {
      throw malformed(row, columns.of(Role.SCALE), String.valueOf(e.getMessage()));
    }
    throw malformed(
        row, columns.of(Role.SCALE), Numbers.quote(text) + " is not a finite size above 0");
  }

  private double number(CsvTable.Row row, String column, String text) {
    try {
      double value = Numbers.parse(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw malformed(row, column, String.valueOf(e.getMessage()));
    }
    throw malformed(row, column, Numbers.quote(text) + " is not a finite number");
  }

  private long whole(CsvTable.Row row, Role role, String text) {
    double value = number(row, columns.of(role), text);
    if (value != Math.rint(value) || value < 0 || value > Integer.MAX_VALUE) {
      throw malformed(
          row,
          columns.of(role),
          Numbers.quote(text) + " is not a whole number from 0 to " + Integer.MAX_VALUE);
    }
    return (long) value;
  }

  private static boolean truth(String text) {
    return Set.of("true", "yes", "1").contains(text.toLowerCase(Locale.ROOT));
  }

  private static RuntimeException malformed(CsvTable.Row row, String column, String reason) {
    return row.malformed("column \"" + column + "\": " + reason);
  }
}
