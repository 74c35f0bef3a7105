// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder of results: one JSON Lines file per machine and benchmark, whose first line names the
 * benchmark. Recording appends one line, so that the folder can be kept in git.
 *
 * @param folder the folder
 */
public record History(Path folder) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * Appends results.
   *
   * @param machine name of the machine: letters, digits, dots, hyphens and underscores
   * @param commit name of the commit; may be empty
   * @param time time of recording, ISO 8601
   * @throws IllegalArgumentException if the machine's name has other characters
   * @throws IOException if a file cannot be written
   */
  public void record(Results results, String machine, String commit, String time)
      throws IOException {
    if (!machine.matches("[\\w-][\\w.-]*")) {
      throw new IllegalArgumentException(
          "machine \"" + machine + "\" must consist of letters, digits, dots and hyphens");
    }
    Path files = Files.createDirectories(folder.resolve(machine));
    for (Measurement measurement : results.measurements().values()) {
      Path file = files.resolve(fileName(measurement.benchmark()));
      StringBuilder text = new StringBuilder();
      JsonWriter json = JsonWriter.to(text, Style.LINE);
      if (!Files.exists(file)) {
        json.object().field("benchmark", measurement.benchmark().name());
        json.name("parameters").object();
        measurement.benchmark().parameters().forEach(json::field);
        json.end().field("metric", measurement.benchmark().metric());
        json.field("unit", measurement.unit().symbol());
        json.name("higher").value(measurement.unit().higherIsBetter()).end().newline();
      }
      json.object().field("commit", commit).field("time", time);
      json.field("value", measurement.mean()).end().newline();
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** A readable name with a digest, as names may differ in characters that files cannot have. */
  private static String fileName(Benchmark benchmark) {
    String words = benchmark.shortLabel().replaceAll("[^A-Za-z0-9.]+", "-");
    return words.substring(0, Math.min(80, words.length()))
        + "-%08x.jsonl".formatted(benchmark.label().hashCode());
  }

  /** The files of the history, in order of machines and names. */
  public List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(folder, 2)) {
      return tree.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  /**
   * Reads one of the files.
   *
   * @throws MalformedDumpException if a line is damaged
   * @throws IOException if it cannot be read
   */
  public Series read(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    List<Series.Point> points = new ArrayList<>();
    long line = 1;
    long offset = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      String text = first == null ? "" : first;
      JsonNode head = MAPPER.readTree(text.isEmpty() ? "{}" : text);
      Map<String, String> parameters = new TreeMap<>();
      head.path("parameters")
          .propertyStream()
          .forEach(member -> parameters.put(member.getKey(), member.getValue().asString()));
      Benchmark benchmark =
          Benchmark.of(
              head.required("benchmark").asString(),
              parameters,
              head.required("metric").asString());
      Unit unit =
          Unit.of(head.required("unit").asString()).better(head.required("higher").asBoolean());
      for (; text != null; line++) {
        if (line > 1) {
          JsonNode point = MAPPER.readTree(text);
          JsonNode value = point.required("value");
          if (value.isNumber()) {
            points.add(
                new Series.Point(
                    point.required("commit").asString(),
                    point.required("time").asString(),
                    value.doubleValue()));
          }
        }
        offset += text.getBytes(UTF_8).length + 1L;
        text = lines.readLine();
      }
      return new Series(
          String.valueOf(parent == null ? null : parent.getFileName()), benchmark, unit, points);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new MalformedDumpException(
          file.toString(), line, offset, "not a line of a history: " + e.getMessage());
    }
  }
}
