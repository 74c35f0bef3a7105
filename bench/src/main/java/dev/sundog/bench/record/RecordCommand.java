// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import dev.sundog.bench.result.JsonFile;
import dev.sundog.bench.result.Machine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code record SUITE...}: runs suites and writes their results. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description = "Runs suites under JMH and writes their results into a folder of results/.",
    footer = {
      "",
      "Examples:",
      "  record workloads classes lengths memory",
      "  record --to results/2026-11-24-epyc --forks 3 workloads",
      "",
      "Writes FOLDER/SUITE.json (machine, JDK, flags, load, JMH's JSON), which `compare`",
      "reads, then generates the folder's README.md and chart, as `report` does."
    })
public final class RecordCommand implements Callable<Integer> {
  private static final int ITERATIONS = 4;

  @Parameters(paramLabel = "SUITE", arity = "1..*", description = "${COMPLETION-CANDIDATES}")
  private List<Suite> suites = List.of();

  @Option(names = "--to", paramLabel = "FOLDER", description = "default: results/DATE-MACHINE")
  private @Nullable Path folder;

  @Option(names = "--forks", description = "JVMs per benchmark (default: ${DEFAULT-VALUE})")
  private int forks = 1;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "warm-up per benchmark and fork (default: ${DEFAULT-VALUE})")
  private double warmUpSeconds = 3;

  @Option(
      names = "--measure",
      paramLabel = "SECONDS",
      description = "measured time per benchmark and fork (default: ${DEFAULT-VALUE})")
  private double measureSeconds = 1.6;

  @Override
  public Integer call() throws IOException, RunnerException {
    Machine machine = Machine.here();
    Path target = folder == null ? defaultFolder(machine) : folder;
    Files.createDirectories(target);
    for (Suite suite : suites) {
      record(suite, machine, target);
      Report.of(target).write(target);
    }
    return 0;
  }

  private static Path defaultFolder(Machine machine) {
    return Path.of("results", LocalDate.now(ZoneOffset.UTC) + "-" + machine.slug());
  }

  private void record(Suite suite, Machine machine, Path target)
      throws IOException, RunnerException {
    Instant started = Instant.now();
    double loadBefore = Machine.load();
    List<RunResult> results = new ArrayList<>();
    for (Suite.Selection selection : suite.selections()) {
      results.addAll(run(selection));
    }
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("suite", suite.toString());
    run.put("started", started.toString());
    run.put("machine", machine);
    run.put("loadBefore", loadBefore);
    run.put("loadAfter", Machine.load());
    run.put("jmh", JsonMapper.shared().readTree(json(results)));
    JsonFile.write(run, target.resolve(suite + ".json"));
  }

  private List<RunResult> run(Suite.Selection selection) throws RunnerException {
    return List.copyOf(
        new Runner(
                new OptionsBuilder()
                    .include(".*\\." + selection.benchmarks() + "$")
                    .param("workload", selection.workloads().toArray(String[]::new))
                    .forks(forks)
                    .warmupIterations(ITERATIONS)
                    .warmupTime(iteration(warmUpSeconds))
                    .measurementIterations(ITERATIONS)
                    .measurementTime(iteration(measureSeconds))
                    .addProfiler(GCProfiler.class)
                    .build())
            .run());
  }

  private static TimeValue iteration(double seconds) {
    return TimeValue.milliseconds(Math.round(1000 * seconds / ITERATIONS));
  }

  private static String json(List<RunResult> results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
