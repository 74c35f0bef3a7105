// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.perf.history.SyntheticSeries.Kind;
import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangePointsTest {
  private static final double ALPHA = 0.01;

  @TempDir private Path folder;

  @Test
  void stepsOfAllKindsAreFound() {
    int hits = 0;
    int steps = 0;
    int falseAlarms = 0;
    for (Kind kind : Kind.values()) {
      for (int seed = 0; seed < 10; seed++) {
        SyntheticSeries series = SyntheticSeries.of(kind, seed);
        List<Integer> found = found(series.values());
        hits += series.hits(found);
        steps += series.steps().size();
        falseAlarms += series.falseAlarms(found);
      }
    }
    assertThat(hits).isGreaterThan(steps * 95 / 100);
    assertThat(falseAlarms).isLessThan(hits * 6 / 100);
  }

  @Test
  @Tag("slow")
  void stationarySeriesHaveAtMostTheStatedFalseAlarms() {
    for (Kind kind : List.of(Kind.NORMAL, Kind.LOGNORMAL, Kind.OUTLIERS, Kind.BIMODAL)) {
      int alarms = 0;
      for (int seed = 0; seed < 2_000; seed++) {
        alarms += found(SyntheticSeries.of(kind, seed).values()).isEmpty() ? 0 : 1;
      }
      assertThat(alarms / 2_000.0).as("%s", kind).isLessThan(ALPHA + 0.005);
    }
  }

  @Test
  void constantAndShortSeriesHaveNoStep() {
    assertThat(found(new double[100])).isEmpty();
    assertThat(found(new double[] {1, 2, 3})).isEmpty();
    assertThat(found(new double[0])).isEmpty();
  }

  @Test
  void aHistoryReturnsWhatWasRecorded() throws IOException {
    Benchmark benchmark = Benchmark.of("a/b c", Map.of("n", "1"), "");
    History history = new History(folder);
    for (int i = 0; i < 40; i++) {
      double[] values = {i < 20 ? 100 + i % 3 : 120 + i % 3};
      Measurement one = Measurement.of(benchmark, Unit.of("ns/op"), List.of(values));
      history.record(
          Results.of("test", Map.of(), List.of(one)), "m", "c" + i, "2026-01-%02d".formatted(i));
    }
    assertThat(history.files()).hasSize(1);
    Series series = history.read(history.files().getFirst());
    assertThat(series.benchmark()).isEqualTo(benchmark);
    assertThat(series.points()).hasSize(40);
    List<Shift> shifts = Shift.of(series, ALPHA);
    assertThat(shifts).hasSize(1);
    assertThat(shifts.getFirst().before().commit()).isEqualTo("c19");
    assertThat(shifts.getFirst().after().commit()).isEqualTo("c20");
    assertThat(shifts.getFirst().performance().ratio()).isBetween(0.82, 0.85);
    assertThat(series.since("2026-01-25").points()).hasSize(15);
  }

  @Test
  void aDamagedLineHasItsPlace() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.jsonl"),
            "{\"benchmark\":\"b\",\"metric\":\"\",\"unit\":\"s\",\"higher\":false}\n{\"value\":\n");
    assertThatThrownBy(() -> new History(folder).read(file))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("record 2, byte 56");
  }

  private static List<Integer> found(double[] values) {
    Series series =
        new Series(
            "m",
            Benchmark.of("b"),
            Unit.of("s"),
            Arrays.stream(values).mapToObj(value -> new Series.Point("", "", value)).toList());
    return Shift.of(series, ALPHA).stream().map(Shift::index).toList();
  }
}
