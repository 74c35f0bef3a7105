package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Interval;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 1,000 resamples of a million items under 20 curves take 30 seconds of two processors. */
@Tag("slow")
class ScoreIntervalLoadTest {
  private static final int ITEMS = 1_000_000;
  private static final int CURVES = 20;
  private static final int SIZES = 4;
  private static final long MOST_NANOS = 2 * 30_000_000_000L;

  /** Twenty curves of four sizes each are 80 columns. */
  @Test
  void aMillionItemsUnderTwentyCurves() {
    SplittableRandom random = new SplittableRandom(42);
    var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long nanos = 0;
    for (int curve = 0; curve < CURVES; curve++) {
      double[][] items = new double[SIZES][ITEMS];
      for (int size = 0; size < SIZES; size++) {
        double p = 0.2 * (size + 1);
        for (int item = 0; item < ITEMS; item++) {
          items[size][item] = random.nextDouble() < p ? 1 : 0;
        }
      }
      long before = process.getProcessCpuTime();
      Interval interval = ScoreInterval.ofItems(items, Bootstrap.standard());
      nanos += process.getProcessCpuTime() - before;
      assertThat(interval.low()).isBetween(2.9, 3.0);
      assertThat(interval.high()).isBetween(interval.low(), 3.2);
    }
    assertThat(nanos).as("nanoseconds of processor time").isLessThan(MOST_NANOS);
  }
}
