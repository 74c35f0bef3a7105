// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import dev.sundog.bench.result.JsonFile;
import dev.sundog.bench.result.Machine;
import dev.sundog.kernel.Kernels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.incubator.vector.LongVector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gate}: exits with 0 if every floor holds, else with 1. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description =
        "Compares every kernel with its scalar twin and a memory copy, and fails if one is slow.",
    footer = {
      "",
      "Ratios are measured in interleaved turns within this process, so other load has little",
      "effect. A kernel fails if it is below its floor for this JVM's vector width, allocates, or",
      "returns other results than its scalar twin. Widths without floors are reported only.",
      "",
      "Examples:",
      "  gate",
      "  gate --only 'edit distance'",
      "  gate --floors results/floors.json --readings target/gate.json",
      "  SUNDOG_JAVA_OPTS=-XX:MaxVectorSize=32 bench/run gate      256 bits on a wider machine",
      "",
      "Exit codes: 0 success, 1 a kernel failed, 2 the floors cannot be read, 64 wrong usage."
    })
public final class GateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--floors",
      paramLabel = "FILE",
      description = "Floors. Default: those of this build")
  private @Nullable Path floorsFile;

  @Option(
      names = "--readings",
      paramLabel = "FILE",
      description = "Write the measurements as JSON.")
  private @Nullable Path readingsFile;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Measure only kernels whose name contains this text, such as \"distance W2\".")
  private String only = "";

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Floors floors;
    try {
      floors = floorsFile == null ? Floors.bundled() : Floors.read(floorsFile);
    } catch (IOException e) {
      spec.commandLine().getErr().println("gate: cannot read " + e.getMessage());
      return 2;
    }
    Kernels engine = Kernels.vector();
    Gate gate = new Gate(Pace.STANDARD, LongVector.SPECIES_PREFERRED.vectorBitSize());
    Instant started = Instant.now();
    double loadBefore = Machine.load();
    out.println("kernels: " + engine.description());
    out.print(GateReport.header());
    List<Reading> readings = new ArrayList<>();
    for (Probes.Opening opening : Probes.all()) {
      try (Probe probe = opening.open(engine)) {
        if (!probe.kernel().contains(only)) {
          continue;
        }
        Reading reading = gate.measure(probe);
        readings.add(reading);
        out.print(GateReport.line(reading, floors));
        out.flush();
      }
    }
    if (readingsFile != null) {
      JsonFile.write(run(started, loadBefore, readings), readingsFile);
    }
    boolean failed =
        readings.stream().anyMatch(r -> Verdict.of(r, floors) instanceof Verdict.Failed);
    return failed ? 1 : 0;
  }

  private static Map<String, Object> run(
      Instant started, double loadBefore, List<Reading> readings) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("suite", "gate");
    run.put("started", started.toString());
    run.put("machine", Machine.here());
    run.put("loadBefore", loadBefore);
    run.put("loadAfter", Machine.load());
    run.put("readings", readings);
    return run;
  }
}
