// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import dev.sundog.bench.result.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The report of a folder of recorded runs.
 *
 * @param runs the folder's documents that have a start time
 * @param rates their rates
 * @param others tables of the folder's other files: the gate's readings, the Python rivals
 */
record Report(List<JsonNode> runs, List<Rate> rates, List<String> others) {

  /**
   * The report of a folder.
   *
   * @throws IOException if a file cannot be read
   */
  static Report of(Path folder) throws IOException {
    List<JsonNode> runs = new ArrayList<>();
    List<Rate> rates = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Path file : jsonFiles(folder)) {
      JsonNode document = JsonFile.read(file, whole -> whole);
      if (document.has("started")) {
        runs.add(document);
      }
      if (document.has("jmh")) {
        rates.addAll(Rate.read(file));
      } else if (document.has("readings")) {
        others.add(OtherTables.gate(document));
      } else if (document.has("rivals")) {
        others.add(OtherTables.python(document));
      }
    }
    return new Report(runs, rates, others);
  }

  /**
   * Writes {@code README.md}, and {@code rates.png} if lengths were measured.
   *
   * @throws IOException if a file cannot be written
   */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("README.md"), markdown());
    if (RateChart.applies(rates)) {
      RateChart.write(
          rates, runs.getFirst().at("/machine/cpu").asString(), folder.resolve("rates.png"));
    }
  }

  private String markdown() {
    StringBuilder out =
        new StringBuilder("# Recorded run\n\nGenerated from the files beside it.\n\n");
    runs.forEach(run -> out.append(heading(run)));
    out.append('\n');
    if (RateChart.applies(rates)) {
      out.append("![Rate by length](rates.png)\n\n");
    }
    out.append(editDistance("Edit distance, pairs a second", "W\\d").ofPairsAndCells());
    out.append(editDistance("Edit distance by length", "L\\d+").ofPairsAndCells());
    out.append(
        editDistance("Edit distance by class, vocabulary and mix", "W\\d-.*|hybrid")
            .ofPairsAndCells());
    RateTable exact =
        table("Exact match, pairs a second", "ExactMatchBenchmark")
            .withRatio("÷ Arrays.equals", "vector", "arraysEquals");
    out.append(exact.ofPairs());
    out.append(table("Exact match, bytes read", "ExactMatchBenchmark").ofBytes());
    out.append(
        table("Log-prob sums and minima, bytes read", "LogprobBenchmark")
            .withRatio("÷ plain loop", "vector", "plainLoop")
            .ofBytes());
    RateTable logits =
        table("Logits, bytes read", "LogitsBenchmark")
            .withRatio("÷ plain loop", "vector", "plainLoop")
            .withRatio("÷ reading", "vector", "sumOfLongs");
    out.append(logits.ofBytes());
    out.append(
        table("Native dump to all token metrics, pairs a second", "EndToEndBenchmark")
            .withRatio("one thread ÷ kernels only", "oneThread", "kernelsOnly")
            .withRatio("two threads ÷ one", "twoThreads", "oneThread")
            .ofPairs());
    out.append(
        table("Lengths mixed and sorted, pairs a second", "HybridBenchmark")
            .withRatio("mixed ÷ sorted", "mixed", "sorted")
            .ofPairs());
    others.forEach(out::append);
    return out.toString().stripTrailing() + "\n";
  }

  private RateTable table(String title, String benchmark) {
    return RateTable.of(title, rates, benchmark, ".*");
  }

  private RateTable editDistance(String title, String workloads) {
    return RateTable.of(title, rates, "EditDistanceBenchmark", workloads)
        .withRatio("÷ scalar", "vector", "scalar")
        .withRatio(
            "÷ best rival",
            "vector",
            "gwtMyers",
            "javaStringSimilarity",
            "luceneSuggest",
            "commonsText");
  }

  private static String heading(JsonNode run) {
    JsonNode machine = run.required("machine");
    return String.format(
        Locale.ROOT,
        "- `%s`: %s, %s, %d cores, vectors of %d bits; %s; %s; commit %s;"
            + " load %.1f before, %.1f after\n",
        run.path("suite").asString(),
        run.path("started").asString(),
        machine.path("cpu").asString(),
        machine.path("cores").intValue(),
        machine.path("vectorBits").intValue(),
        machine.path("os").asString(),
        machine.path("jdk").asString(),
        machine.path("commit").asString(),
        run.path("loadBefore").doubleValue(),
        run.path("loadAfter").doubleValue());
  }

  private static List<Path> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
