// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.bench.result.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class ReportTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  @TempDir Path folder;

  @BeforeEach
  void recordedSuite() throws IOException {
    Files.writeString(
        folder.resolve("suite.json"),
        """
        {"suite": "s", "started": "2026-01-02T03:04:05Z", "loadBefore": 0.25, "loadAfter": 1,
         "machine": {"cpu": "Abacus 9", "cores": 2, "vectorBits": 256, "os": "Linux", "jdk": "25",
                     "commit": "abc"},
         "jmh": [%s, %s, %s, %s, %s]}
        """
            .formatted(
                result("EditDistanceBenchmark.vector", "W1", 2e8, 10),
                result("EditDistanceBenchmark.gwtMyers", "W1", 1e7, 0),
                result("EditDistanceBenchmark.vector", "L16", 5e7, 0),
                result("EditDistanceBenchmark.vector", "L64", 1e6, 0),
                result("LogprobBenchmark.vector", "W3", 1e6, 0)));
  }

  @Test
  void tablesHaveTheMeasuredRates() throws IOException {
    Report.of(folder).write(folder);
    assertThat(folder.resolve("README.md"))
        .content()
        .contains("Abacus 9, 2 cores, vectors of 256 bits", "load 0.3 before, 1.0 after")
        .contains("| | vector | gwtMyers | GCUPS | ÷ scalar | ÷ best rival |")
        .containsPattern("\\| W1 \\| 200 M \\| 10.0 M \\| [12]\\.\\d \\|  \\| 20.00× \\|")
        .contains("| W3 | 3.2 GB/s |")
        .contains("![Rate by length](rates.png)")
        .doesNotContain("Exact match");
  }

  @Test
  void theChartIsAPicture() throws IOException {
    Report.of(folder).write(folder);
    assertThat(Files.readAllBytes(folder.resolve("rates.png"))).startsWith(PNG);
  }

  @Test
  void readingsAndRivalsHaveTables() throws IOException {
    Files.writeString(
        folder.resolve("gate.json"),
        """
        {"machine": {"vectorBits": 512}, "readings": [{"kernel": "k", "itemsPerSecond": 12345678,
          "bytesPerSecond": 2e9, "overScalar": 3.21, "overCopy": 0.5, "allocatedBytes": 0}]}
        """);
    Files.writeString(
        folder.resolve("python.json"),
        """
        {"rivals": [{"work": "edit distance W2", "program": "RapidFuzz 3", "rate": 1e6,
                     "ours": 2e7, "answers": "1,000 equal"}]}
        """);
    Report.of(folder).write(folder);
    assertThat(folder.resolve("README.md"))
        .content()
        .contains("The gate at 512 bits", "| k | 12.3 M | 2.00 | 3.21 | 0.500 | 0 |")
        .contains("| edit distance W2 | RapidFuzz 3 | 1.00 M | 20.0 M | 20.0× | 1,000 equal |");
  }

  @Test
  void invalidFilesAreNamed() throws IOException {
    Files.writeString(folder.resolve("suite.json"), "{\"jmh\": [{}]}");
    assertThatThrownBy(() -> Report.of(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("suite.json");
  }

  @Test
  void everySuiteSelectsBenchmarks() {
    var out = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    var names =
        BenchmarkList.defaultList().getAll(out, List.of()).stream()
            .map(entry -> entry.getUsername())
            .distinct()
            .toList();
    for (Suite suite : Suite.values()) {
      for (Suite.Selection selection : suite.selections()) {
        var pattern = Pattern.compile(".*\\." + selection.benchmarks() + "$");
        assertThat(names.stream().filter(pattern.asMatchPredicate())).hasSizeGreaterThan(1);
      }
    }
  }

  @Test
  void machineNamesAreFolderNames() {
    assertThat(Machine.here().slug()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(Machine.here().jdk()).contains("25");
  }

  private static String result(String benchmark, String workload, double pairs, double allocated) {
    return """
    {"benchmark": "dev.sundog.bench.suite.%s", "mode": "thrpt", "params": {"workload": "%s"},
     "primaryMetric": {"score": 1000, "scoreUnit": "ops/s"},
     "secondaryMetrics": {"pairs": {"score": %s}, "bytes": {"score": 3.2E9},
                          "gc.alloc.rate.norm": {"score": %s}}}\
    """
        .formatted(benchmark, workload, pairs, allocated);
  }
}
