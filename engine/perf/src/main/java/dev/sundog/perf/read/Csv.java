// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * CSV with a header, one value per line.
 *
 * @param columns which column is what
 */
record Csv(Columns columns) implements ResultFormat {
  @Override
  public String name() {
    return "CSV";
  }

  @Override
  public boolean recognizes(ResultFile file) {
    return file.json().isMissingNode()
        && file.text().contains(",")
        && columns.fit(cells(file.text().lines().findFirst().orElse("")));
  }

  @Override
  public Results read(ResultFile file) {
    List<String> header = List.of();
    Map<Benchmark, SortedMap<String, List<Double>>> values = new LinkedHashMap<>();
    Map<Benchmark, Unit> units = new LinkedHashMap<>();
    long line = 0;
    long offset = 0;
    for (String text : file.text().split("\n", -1)) {
      line++;
      if (line == 1) {
        header = cells(text.strip());
      } else if (!text.isBlank()) {
        List<String> cells = cells(text.strip());
        if (cells.size() != header.size()) {
          throw new MalformedDumpException(
              file.name(),
              line,
              offset,
              cells.size() + " fields, but the header has " + header.size());
        }
        Row row = new Row(header, cells);
        for (Map.Entry<String, String> value : columns.values().entrySet()) {
          Benchmark benchmark = benchmark(row, value.getKey());
          units.putIfAbsent(benchmark, unit(row, value));
          values
              .computeIfAbsent(benchmark, b -> new TreeMap<>())
              .computeIfAbsent(row.joined(columns.runs()), run -> new ArrayList<>())
              .add(number(row.cell(value.getKey()), file, line, offset));
        }
      }
      offset += text.getBytes(StandardCharsets.UTF_8).length + 1L;
    }
    List<Measurement> measurements = new ArrayList<>();
    values.forEach((benchmark, runs) ->
        measurements.add(
            Measurement.of(
                benchmark,
                units.getOrDefault(benchmark, Unit.SECONDS),
                runs.values().stream()
                    .map(run -> run.stream().mapToDouble(Double::doubleValue).toArray())
                    .toList())));
    return Results.of(name(), Map.of(), measurements);
  }

  private Benchmark benchmark(Row row, String value) {
    SortedMap<String, String> parameters = new TreeMap<>();
    columns.parameters().forEach(column -> parameters.put(column, row.cell(column)));
    return Benchmark.of(
        row.joined(columns.names()), parameters, columns.values().size() == 1 ? "" : value);
  }

  private static Unit unit(Row row, Map.Entry<String, String> value) {
    String named = value.getValue().isEmpty() ? row.cell("unit") : value.getValue();
    return Unit.of(named.isEmpty() ? value.getKey() : named);
  }

  private static double number(String cell, ResultFile file, long line, long offset) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new MalformedDumpException(
          file.name(), line, offset, "\"" + cell + "\" is not a number");
    }
  }

  /** The fields of a line; quotes around a field are removed, two quotes are one. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private record Row(List<String> header, List<String> cells) {
    /** The field of a column; empty if there is no such column. */
    String cell(String column) {
      int index = header.indexOf(column);
      return index < 0 ? "" : cells.get(index).strip();
    }

    String joined(List<String> columns) {
      return String.join("/", columns.stream().map(this::cell).toList());
    }
  }
}
