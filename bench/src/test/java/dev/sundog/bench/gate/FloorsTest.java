// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.bench.Main;
import dev.sundog.bench.gate.Floors.Floor;
import dev.sundog.bench.result.JsonFile;
import dev.sundog.bench.result.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorsTest {
  private static final Path RESULTS = Path.of("..", "results");

  @Test
  void everyFloorIsBelowItsRecordedRatio() throws IOException {
    for (Floor floor : Floors.read(RESULTS.resolve("floors.json")).floors()) {
      List<Reading> recorded = new ArrayList<>();
      for (Path file : gateFiles(RESULTS.resolve(floor.run()))) {
        recorded.addAll(FloorsCommand.readings(file));
      }
      assertThat(recorded)
          .as("%s at %d bits, run %s", floor.kernel(), floor.bits(), floor.run())
          .filteredOn(r -> r.kernel().equals(floor.kernel()) && r.bits() == floor.bits())
          .singleElement()
          .satisfies(reading -> {
            assertThat(floor.overScalar()).isPositive().isLessThan(reading.overScalar());
            assertThat(floor.overCopy()).isNotNegative().isLessThan(reading.overCopy());
          });
    }
  }

  @Test
  void theBundledFloorsAreThoseOfResults() throws IOException {
    assertThat(Floors.bundled()).isEqualTo(Floors.read(RESULTS.resolve("floors.json")));
  }

  @Test
  void aRecordedRunOfTheGateBecomesFloors(@TempDir Path folder) throws IOException {
    Path run = Files.createDirectories(folder.resolve("2026-01-01-abacus"));
    Reading reading = new Reading("k", 256, 1e6, 1e7, 4, 0.5, 0, true);
    JsonFile.write(
        Map.of("machine", Machine.here(), "readings", List.of(reading)), run.resolve("gate.json"));
    Path floors = folder.resolve("floors.json");
    int exit =
        Main.commandLine()
            .execute("floors", run.resolve("gate.json").toString(), "--floors", floors.toString());
    assertThat(exit).isZero();
    assertThat(Floors.read(floors).floors())
        .containsExactly(new Floor("k", 256, 2.4, 0.3, "2026-01-01-abacus"));
  }

  private static List<Path> gateFiles(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.filter(file -> file.getFileName().toString().startsWith("gate")).toList();
    }
  }
}
