// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A meta-analysis of 100,000 curves takes 10 seconds of two processors. */
@Tag("slow")
class MirageLoadTest {
  private static final int CURVES = 100_000;
  private static final int SIZES = 8;
  private static final long MOST_NANOS = 2 * 10_000_000_000L;

  @TempDir private Path folder;

  @Test
  void aHundredThousandCurves() throws IOException {
    Path table = folder.resolve("table.csv");
    try (BufferedWriter rows = Files.newBufferedWriter(table)) {
      SplittableRandom random = new SplittableRandom(42);
      rows.write("task,metric,family,scale,value,items\n");
      for (int curve = 0; curve < CURVES; curve++) {
        double gain = random.nextDouble();
        for (int size = 0; size < SIZES; size++) {
          double value = gain * size / SIZES;
          rows.write("t%d,accuracy,F,%d,%.4f,1000%n".formatted(curve, 1 << size, value));
        }
      }
    }
    var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long before = process.getProcessCpuTime();
    CommandResult result = CommandResult.by("mirage", "meta", table.toString());
    long nanos = process.getProcessCpuTime() - before;
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("100,000 curves");
    assertThat(nanos).as("nanoseconds of processor time").isLessThan(MOST_NANOS);
  }
}
