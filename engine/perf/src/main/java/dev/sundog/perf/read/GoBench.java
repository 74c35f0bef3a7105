// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Text of {@code go test -bench}: time, bytes and allocations per operation, and metrics of the
 * user. Lines after each header ({@code goos:}) are of one process; {@code -count} repeats within
 * it. Rates such as {@code MB/s} follow from the times and are left out.
 */
final class GoBench implements ResultFormat {
  private static final Pattern RESULT =
      Pattern.compile("(?m)^Benchmark\\S*\\s+\\d+\\s+[0-9.]+ \\S+");
  private static final Set<String> HEADER = Set.of("goos", "goarch", "cpu", "pkg");

  @Override
  public String name() {
    return "go test";
  }

  @Override
  public boolean recognizes(ResultFile file) {
    return file.json().isMissingNode() && RESULT.matcher(file.text()).find();
  }

  @Override
  public Results read(ResultFile file) {
    SortedMap<String, String> header = new TreeMap<>();
    Map<Benchmark, Map<Integer, List<Double>>> values = new LinkedHashMap<>();
    int process = 0;
    for (String line : file.text().lines().toList()) {
      int colon = line.indexOf(": ");
      if (colon > 0 && HEADER.contains(line.substring(0, colon))) {
        process += line.startsWith("goos:") ? 1 : 0;
        header.put(line.substring(0, colon), line.substring(colon + 2).strip());
      } else if (RESULT.matcher(line).find()) {
        int one = process;
        read(line, header)
            .forEach((benchmark, value) ->
                values
                    .computeIfAbsent(benchmark, b -> new TreeMap<>())
                    .computeIfAbsent(one, p -> new ArrayList<>())
                    .add(value));
      }
    }
    SortedMap<String, String> environment = new TreeMap<>();
    if (header.containsKey("cpu")) {
      environment.put(
          "machine", header.get("cpu") + ", " + header.get("goos") + " " + header.get("goarch"));
    }
    List<Measurement> measurements = new ArrayList<>();
    values.forEach((benchmark, groups) ->
        measurements.add(
            Measurement.of(
                benchmark,
                Unit.of(benchmark.metric().isEmpty() ? "ns/op" : benchmark.metric()),
                groups.values().stream()
                    .map(group -> group.stream().mapToDouble(Double::doubleValue).toArray())
                    .toList())));
    return Results.of(name(), environment, measurements);
  }

  /** Values by metric: {@code BenchmarkSum/n=64-2 747409 50.54 ns/op 0 B/op 0 allocs/op}. */
  private static Map<Benchmark, Double> read(String line, Map<String, String> header) {
    String[] words = line.strip().split("\\s+", -1);
    String name = words[0].replaceFirst("^Benchmark", "");
    String path = header.containsKey("pkg") ? header.get("pkg") + "." : "";
    Map<Benchmark, Double> values = new LinkedHashMap<>();
    for (int i = 2; i + 1 < words.length; i += 2) {
      Unit unit = Unit.of(words[i + 1]);
      if (!unit.higherIsBetter()) {
        Benchmark benchmark =
            Benchmark.of(path + name)
                .withMetric(unit.symbol().equals("ns/op") ? "" : unit.symbol());
        values.put(benchmark, Double.parseDouble(words[i]));
      }
    }
    return values;
  }
}
