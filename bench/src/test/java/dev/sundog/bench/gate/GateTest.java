// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.bench.gate.Floors.Floor;
import dev.sundog.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  private static final int BITS = 256;
  private static final Pace BRIEF = new Pace(150_000_000, 300_000, 9, 3);
  private static final Gate GATE = new Gate(BRIEF, BITS);

  /** The scalar kernels judged against themselves: a ratio of 1, whatever runs on the machine. */
  private static final Floors EVEN = floors("edit distance W2", 0.8);

  @Test
  void aKernelAsFastAsItsFloorHolds() {
    try (Probe probe = scalarAgainstItself()) {
      Reading reading = GATE.measure(probe);
      assertThat(Verdict.of(reading, EVEN)).isInstanceOf(Verdict.Held.class);
      assertThat(reading.overScalar()).isBetween(0.8, 1.25);
      assertThat(reading.allocatedBytes()).isZero();
      assertThat(reading.bytesPerSecond()).isGreaterThan(reading.itemsPerSecond());
    }
  }

  @Test
  void aPlantedSlowKernelFails() {
    try (Probe sound = scalarAgainstItself()) {
      Probe slowed =
          planted(
              sound,
              () -> {
                sound.engine().run();
                sound.engine().run();
              });
      Verdict verdict = Verdict.of(GATE.measure(slowed), EVEN);
      assertThat(verdict).isInstanceOf(Verdict.Failed.class);
      assertThat(GateReport.line(GATE.measure(slowed), EVEN))
          .contains("FAILED")
          .contains("of the scalar twin, floor 0.8");
    }
  }

  @Test
  void aPlantedKernelThatAllocatesFails() {
    AtomicReference<long[]> garbage = new AtomicReference<>(new long[0]);
    try (Probe sound = scalarAgainstItself()) {
      Probe wasteful =
          planted(
              sound,
              () -> {
                sound.engine().run();
                garbage.set(new long[3]);
              });
      Reading reading = GATE.measure(wasteful);
      assertThat(reading.allocatedBytes()).isEqualTo(40);
      assertThat(Verdict.of(reading, EVEN)).isInstanceOf(Verdict.Failed.class);
    }
  }

  @Test
  void wrongResultsFailWithoutAFloor() {
    Reading wrong = new Reading("k", 128, 1, 1, 9, 9, 0, false);
    assertThat(Verdict.of(wrong, EVEN)).isInstanceOf(Verdict.Failed.class);
  }

  @Test
  void unknownWidthsAndKernelsAreReportedNotJudged() {
    Reading narrow = new Reading("edit distance W2", 128, 1, 1, 0.1, 0.1, 0, true);
    assertThat(Verdict.of(narrow, EVEN)).isInstanceOf(Verdict.NotJudged.class);
    assertThat(GateReport.line(narrow, EVEN)).contains("not judged");
  }

  @Test
  void aNanRatioFails() {
    Reading broken = new Reading("edit distance W2", BITS, 1, 1, Double.NaN, 1, 0, true);
    assertThat(Verdict.of(broken, EVEN)).isInstanceOf(Verdict.Failed.class);
  }

  @Test
  void floorsOfARunReplaceThoseOfItsKernelsAndWidth(@TempDir Path folder) throws IOException {
    Reading fast = new Reading("edit distance W2", BITS, 1, 1, 10, 0.123456, 0, true);
    Reading wide = new Reading("edit distance W2", 512, 1, 1, 20, 0.02, 0, true);
    Floors floors = EVEN.with(List.of(fast, wide), 0.8, "a-run");
    assertThat(floors.floors())
        .containsExactly(
            new Floor("edit distance W2", BITS, 8, 0.0988, "a-run"),
            new Floor("edit distance W2", 512, 16, 0, "a-run"));

    Path file = folder.resolve("floors.json");
    floors.write(file);
    assertThat(Floors.read(file)).isEqualTo(floors);
  }

  @Test
  void invalidFloorsAreNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("floors.json"), "{\"floors\": [{\"bits\": 1}]}");
    assertThatThrownBy(() -> Floors.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("floors.json")
        .hasMessageContaining("kernel");
    Floor twice = EVEN.floors().getFirst();
    assertThatThrownBy(() -> new Floors(List.of(twice, twice))).hasMessageContaining("two floors");
  }

  @Test
  void everyProbeOpensAndItsTwinsAgree() {
    for (Probes.Opening opening : Probes.all()) {
      try (Probe probe = opening.open(Kernels.scalar())) {
        assertThat(probe.bytes()).isBetween(1L, 8L << 20);
        probe.engine().run();
        probe.scalar().run();
        probe.copy().run();
        assertThat(probe.agree().getAsBoolean()).as(probe.kernel()).isTrue();
      }
    }
  }

  private static Probe scalarAgainstItself() {
    return Probes.all().get(1).open(Kernels.scalar());
  }

  private static Probe planted(Probe sound, Runnable engine) {
    return new Probe(
        sound.kernel(),
        sound.items(),
        sound.bytes(),
        engine,
        sound.scalar(),
        sound.copy(),
        sound.agree(),
        () -> {});
  }

  private static Floors floors(String kernel, double overScalar) {
    return new Floors(List.of(new Floor(kernel, BITS, overScalar, 0, "none")));
  }
}
