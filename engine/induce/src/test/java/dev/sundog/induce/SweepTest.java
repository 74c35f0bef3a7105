// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final Sweep SWEEP =
      new Sweep(Images.glyphs(2_000, 1, 2), Images.glyphs(500, 1, 3));
  private static final Schedule IMAGES = new Schedule(62, 64, 2e-3f);
  private static final Schedule SEQUENCES = new Schedule(200, 16, 2e-3f);

  private static final long MOST_NANOS = 20_000_000_000L;

  /** All of it, starting the JVM and loading PyTorch included, takes 20 seconds of a processor. */
  @AfterAll
  static void underTwentySeconds() {
    var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    assertThat(process.getProcessCpuTime())
        .as("nanoseconds of processor time")
        .isLessThan(MOST_NANOS);
  }

  @Test
  void widerAutoencodersErrLessAndTheSameEachRun() {
    double narrow = mean(SWEEP.train(Family.AUTOENCODER, 1, IMAGES, 42));
    double middle = mean(SWEEP.train(Family.AUTOENCODER, 8, IMAGES, 42));
    Trained wide = SWEEP.train(Family.AUTOENCODER, 64, IMAGES, 42);
    assertThat(narrow).isGreaterThan(middle);
    assertThat(middle).isGreaterThan(mean(wide));
    assertThat(SWEEP.train(Family.AUTOENCODER, 64, IMAGES, 42).errors()).isEqualTo(wide.errors());
    assertThat(wide.parameters()).isEqualTo(64 * 784 + 64 + 784 * 64 + 784);
    StringBuilder line = new StringBuilder();
    wide.line(line, 7);
    assertThat(line.toString())
        .startsWith(
            "{\"id\":\"7\",\"family\":\"autoencoder\",\"scale\":101200,\"width\":64,\"seed\":42,\"value\":")
        .endsWith("}\n");
  }

  @Test
  void widerConvolutionsAreRightMoreOften() {
    Trained narrow = SWEEP.train(Family.CONVOLUTIONAL, 1, IMAGES, 42);
    Trained wide = SWEEP.train(Family.CONVOLUTIONAL, 6, IMAGES, 42);
    assertThat(share(wide)).isGreaterThan(share(narrow)).isGreaterThan(0.5);
    StringBuilder line = new StringBuilder();
    wide.line(line, 0);
    assertThat(line.toString()).endsWith("\"value\":" + wide.right()[0][0] + "}\n");
  }

  @Test
  void transformersReadImagesAndNotTheLabelsAhead() {
    Trained small = SWEEP.train(Family.TRANSFORMER, 2, SEQUENCES, 42);
    Trained large = SWEEP.train(Family.TRANSFORMER, 32, SEQUENCES, 42);
    assertThat(large.items()).isEqualTo(100);
    assertThat(share(large)).isGreaterThan(share(small)).isBetween(0.4, 0.999);
    StringBuilder line = new StringBuilder();
    large.line(line, 3);
    assertThat(line.toString()).containsPattern("\"value\":\\[(true|false)(,(true|false)){4}]}\n");
  }

  private static double mean(Trained trained) {
    return Arrays.stream(trained.errors()).average().orElse(0);
  }

  private static double share(Trained trained) {
    long hits = 0;
    long labels = 0;
    for (boolean[] item : trained.right()) {
      for (boolean label : item) {
        hits += label ? 1 : 0;
        labels++;
      }
    }
    return (double) hits / labels;
  }
}
