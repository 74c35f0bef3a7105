// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import dev.sundog.bench.result.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code floors READINGS}: sets the gate's floors from a recorded run. */
@Command(
    name = "floors",
    mixinStandardHelpOptions = true,
    description = "Sets the floors to a share of the ratios in a recorded run of the gate.",
    footer = {
      "",
      "Floors of other kernels and widths are kept. Example:",
      "  gate --readings results/2026-11-24-amd-epyc-512/gate-512.json",
      "  floors results/2026-11-24-amd-epyc-512/gate-512.json"
    })
public final class FloorsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "READINGS", description = "a file that `gate --readings` wrote")
  private Path readingsFile = Path.of("gate.json");

  @Option(names = "--share", description = "floor ÷ measured ratio (default: ${DEFAULT-VALUE})")
  private double share = 0.6;

  @Option(
      names = "--floors",
      paramLabel = "FILE",
      description = "floors to change (default: ${DEFAULT-VALUE})")
  private Path floorsFile = Path.of("results", "floors.json");

  @Override
  public Integer call() throws IOException {
    Floors old = Files.exists(floorsFile) ? Floors.read(floorsFile) : new Floors(List.of());
    Path absolute = readingsFile.toAbsolutePath();
    String run = absolute.getName(absolute.getNameCount() - 2).toString();
    old.with(readings(readingsFile), share, run).write(floorsFile);
    return 0;
  }

  static List<Reading> readings(Path file) throws IOException {
    return JsonFile.read(
        file,
        document -> document.required("readings").valueStream().map(FloorsCommand::of).toList());
  }

  private static Reading of(JsonNode reading) {
    return new Reading(
        reading.required("kernel").asString(),
        reading.required("bits").intValue(),
        reading.required("itemsPerSecond").doubleValue(),
        reading.required("bytesPerSecond").doubleValue(),
        reading.required("overScalar").doubleValue(),
        reading.required("overCopy").doubleValue(),
        reading.required("allocatedBytes").longValue(),
        reading.required("agrees").booleanValue());
  }
}
