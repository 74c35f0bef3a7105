// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sundog.bench.workload.PairFiles;
import dev.sundog.bench.workload.Workloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peak memory of the whole process does not depend on the length of the input. */
class MemoryIT {
  /**
   * A size of the test.
   *
   * @param few items of the short input
   * @param many items of the long input
   * @param heap the JVM's option for the heap; small, so that a short input fills it too
   * @param tolerance how much larger the peak of the long input may be, as a share
   */
  private record Scale(long few, long many, String heap, double tolerance) {}

  private static final Scale QUICK = new Scale(500_000, 2_000_000, "-Xmx32m", 0.15);
  private static final Scale FULL = new Scale(1_000_000, 10_000_000, "-Xmx512m", 0.10);

  @TempDir static Path folder;

  private static Program sundog;

  @BeforeAll
  static void unpack() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "peak memory is read from /proc");
    sundog = Program.unpack(folder);
  }

  /** Fails from about 12 bytes a record that are kept until the end. */
  @Test
  void fourTimesTheItemsNeedTheSameMemory() throws Exception {
    compare(QUICK);
  }

  @Test
  @Tag("slow")
  void tenTimesTheItemsNeedTheSameMemory() throws Exception {
    compare(FULL);
  }

  private static void compare(Scale scale) throws Exception {
    long[] few = peaks(scale.few(), scale.heap());
    long[] many = peaks(scale.many(), scale.heap());
    System.out.printf(
        "peak KiB for %,d and %,d W1 items: convert %,d and %,d, score native %,d and %,d,"
            + " score JSON Lines %,d and %,d%n",
        scale.few(), scale.many(), few[0], many[0], few[1], many[1], few[2], many[2]);
    for (int step = 0; step < few.length; step++) {
      assertThat((double) many[step]).isLessThanOrEqualTo(few[step] * (1 + scale.tolerance()));
    }
  }

  private static long[] peaks(long items, String heap) throws Exception {
    Path lines = folder.resolve(items + ".jsonl");
    Path dump = folder.resolve(items + ".sdog");
    PairFiles.writeJsonLines(Workloads.W1.generator(Workloads.SEED), items, lines);
    try {
      return new long[] {
        peak(heap, "convert", lines.toString(), dump.toString()),
        peak(heap, "score", dump.toString()),
        peak(heap, "score", lines.toString())
      };
    } finally {
      Files.delete(lines);
      Files.deleteIfExists(dump);
    }
  }

  private static long peak(String heap, String... command) throws Exception {
    String[] arguments =
        Stream.concat(Stream.of(command), Stream.of("--threads", "2")).toArray(String[]::new);
    Process process = sundog.start(Map.of("SUNDOG_JAVA_OPTS", heap), folder, arguments);
    long peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, peakKibibytes(process.pid()));
      Thread.sleep(20);
    }
    assertThat(process.exitValue()).as("%s", String.join(" ", arguments)).isZero();
    return peak;
  }

  /** The largest resident set of a process so far, in KiB; 0 once it has ended. */
  private static long peakKibibytes(long process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
