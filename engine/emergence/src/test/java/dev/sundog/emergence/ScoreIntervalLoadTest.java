// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Interval;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 1,000 resamples of a million items in 20 columns take 30 seconds of two processors. */
@Tag("slow")
class ScoreIntervalLoadTest {
  private static final int ITEMS = 1_000_000;
  private static final int COLUMNS = 20;
  private static final long MOST_NANOS = 2 * 30_000_000_000L;

  @Test
  void aMillionItemsInTwentyColumns() {
    SplittableRandom random = new SplittableRandom(42);
    double[][] items = new double[COLUMNS][ITEMS];
    for (int column = 0; column < COLUMNS; column++) {
      double p = (column + 1.0) / (COLUMNS + 1);
      for (int item = 0; item < ITEMS; item++) {
        items[column][item] = random.nextDouble() < p ? 1 : 0;
      }
    }
    var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long before = process.getProcessCpuTime();
    Interval interval = ScoreInterval.ofItems(items, Bootstrap.standard());
    long nanos = process.getProcessCpuTime() - before;
    assertThat(interval.low()).isBetween(18.0, 19.2);
    assertThat(interval.high()).isBetween(interval.low(), 19.6);
    assertThat(nanos).as("nanoseconds of processor time").isLessThan(MOST_NANOS);
  }
}
