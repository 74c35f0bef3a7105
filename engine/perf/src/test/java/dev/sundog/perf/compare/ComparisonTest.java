// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.perf.compare.Settings.Correction;
import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final double[][] STEADY = {{100, 101}, {99, 100}, {101, 100}, {100, 99}};
  private static final double[][] SLOWER = {{80, 81}, {79, 80}, {81, 80}, {80, 79}};
  private static final double[][] NOISY = {{40, 160}, {30, 50}, {150, 170}, {90, 60}};

  @Test
  void aLowerRateIsALossAndAHigherOneAGain() {
    Comparison loss = compare(run("k", "ops/s", STEADY), run("k", "ops/s", SLOWER));
    assertThat(loss.rows().getFirst().verdict()).isEqualTo(Verdict.LOSS);
    assertThat(loss.hasLoss()).isTrue();
    assertThat(loss.sentence())
        .isEqualTo("1 benchmark: 1 lost more than 5 %, 0 gained, 0 the same.");
    assertThat(compare(run("k", "ops/s", SLOWER), run("k", "ops/s", STEADY)).hasLoss()).isFalse();
  }

  @Test
  void aLongerTimeIsALoss() {
    assertThat(compare(run("k", "ms", SLOWER), run("k", "ms", STEADY)).hasLoss()).isTrue();
    assertThat(compare(run("k", "ms", STEADY), run("k", "ms", SLOWER)).count(Verdict.GAIN))
        .isEqualTo(1);
  }

  @Test
  void noiseAndChangesBelowTheThresholdAreNoLoss() {
    assertThat(compare(run("k", "ops/s", STEADY), run("k", "ops/s", NOISY)).hasLoss()).isFalse();
    Settings wide = new Settings(0.25, 0.95, Correction.BH, 1_000, 42);
    assertThat(
            Comparison.of(run("k", "ops/s", STEADY), run("k", "ops/s", SLOWER), List.of(), wide)
                .hasLoss())
        .isFalse();
  }

  @Test
  void unitsMayDiffer() {
    Comparison same =
        compare(
            run("k", "ops/s", new double[][] {{1000}, {1000}, {1000}}),
            run("k", "ops/ms", new double[][] {{1}, {1}, {1}}));
    assertThat(same.rows().getFirst().change().ratio()).isEqualTo(1);
    assertThat(same.rows().getFirst().newShown()).isEqualTo("1000 ops/s");
  }

  @Test
  void allocationsFromZeroAreALossAndTracesAreNot() {
    double[][] none = {{0, 0, 0, 0, 0, 0}};
    double[][] some = {{24, 24, 24, 24, 24, 24}};
    double[][] traces = {{1e-5, 2e-5, 3e-5, 2e-5, 2e-5, 2e-5}};
    assertThat(compare(run("k", "B/op", none), run("k", "B/op", some)).hasLoss()).isTrue();
    assertThat(compare(run("k", "B/op", none), run("k", "B/op", traces)).hasLoss()).isFalse();
    assertThat(compare(run("k", "B/op", some), run("k", "B/op", none)).count(Verdict.GAIN))
        .isEqualTo(1);
  }

  @Test
  void oneProcessIsWeakAndTwoValuesAreTooFew() {
    double[][] one = {{100, 101, 99, 100, 102}};
    Row weak = compare(run("k", "ms", one), run("k", "ms", STEADY)).rows().getFirst();
    assertThat(Words.verdict(weak)).isEqualTo("same (weak: one process)");
    Row few =
        compare(run("k", "ms", new double[][] {{1, 1}}), run("k", "ms", STEADY)).rows().getFirst();
    assertThat(few.verdict()).isEqualTo(Verdict.TOO_FEW);
    assertThat(few.change().interval().low()).isNaN();
  }

  @Test
  void missingAddedAndRenamedBenchmarksAreListed() {
    Comparison all = compare(run("a.Old.sum", "ms", STEADY), run("a.New.sum", "ms", STEADY));
    assertThat(all.rows()).extracting(Row::verdict).containsExactly(Verdict.MISSING, Verdict.ADDED);
    assertThat(all.hasMissing()).isTrue();
    assertThat(all.warnings()).containsExactly("perhaps renamed: a.Old.sum to a.New.sum");
    assertThat(all.sentence()).endsWith("1 only in new, 1 only in old.");
  }

  @Test
  void differentEnvironmentsAreWarnedOf() {
    Results old = Results.of("JMH", Map.of("machine", "a", "flags", "x"), List.of());
    Results changed = Results.of("JMH", Map.of("machine", "b", "flags", "x"), List.of());
    assertThat(compare(old, changed).warnings()).containsExactly("different machine: a and b");
  }

  @Test
  void furtherRunsOfTheOldVersionRaiseTheThreshold() {
    Results old = run("k", "ops/s", STEADY);
    Results changed = run("k", "ops/s", SLOWER);
    Results other = run("k", "ops/s", new double[][] {{75}, {75}, {75}});
    Comparison comparison = Comparison.of(old, changed, List.of(other), Settings.STANDARD);
    assertThat(comparison.hasLoss()).isFalse();
    assertThat(comparison.rows().getFirst().threshold()).isEqualTo(0.25);
  }

  @Test
  void pValuesAreCorrectedForTheNumberOfBenchmarks() {
    Measurement weak = measurement("a", "ms", new double[][] {{100}, {101}, {102}, {103}});
    Measurement shifted = measurement("a", "ms", new double[][] {{110}, {112}, {118}, {105}});
    Results old = Results.of("t", Map.of(), with(weak));
    Results changed = Results.of("t", Map.of(), with(shifted));
    Settings none = new Settings(0.01, 0.95, Correction.NONE, 1_000, 42);
    Settings holm = new Settings(0.01, 0.95, Correction.HOLM, 1_000, 42);
    assertThat(Comparison.of(old, changed, List.of(), none).hasLoss()).isTrue();
    assertThat(Comparison.of(old, changed, List.of(), holm).hasLoss()).isFalse();
  }

  @Test
  void markdownEscapesNamesAndFoldsTheRest() {
    String text = Markdown.of(compare(run("a|b<c>", "ms", STEADY), run("a|b<c>", "ms", STEADY)));
    assertThat(text)
        .startsWith("**1 benchmark: 0 lost more than 5 %, 0 gained, 1 the same.**\n")
        .contains("<details><summary>1 without a change</summary>", "| a\\|b&lt;c> |");
  }

  @Test
  void junitHasAFailureForALoss() {
    String xml = JUnitXml.of(compare(run("a\"b<c", "ms", SLOWER), run("a\"b<c", "ms", STEADY)));
    assertThat(xml)
        .contains("tests=\"1\" failures=\"1\" skipped=\"0\"")
        .contains("name=\"a&quot;b&lt;c\"><failure message=\"loss: 80.00 ms before, 100.0 ms now");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Settings(1, 0.95, Correction.BH, 1_000, 1))
        .hasMessage("threshold 1.0 must be at least 0 and below 1");
    assertThatThrownBy(() -> new Settings(0, 1, Correction.BH, 1_000, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Settings(0, 0.9, Correction.BH, 10, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The measurement with nine that did not change. */
  private static List<Measurement> with(Measurement measurement) {
    Measurement[] all = new Measurement[10];
    Arrays.setAll(all, i -> i == 0 ? measurement : measurement("same" + i, "ms", NOISY));
    return List.of(all);
  }

  private static Comparison compare(Results old, Results changed) {
    return Comparison.of(old, changed, List.of(), Settings.STANDARD);
  }

  private static Results run(String name, String unit, double[][] forks) {
    return Results.of("test", Map.of(), List.of(measurement(name, unit, forks)));
  }

  private static Measurement measurement(String name, String unit, double[][] forks) {
    return Measurement.of(Benchmark.of(name), Unit.of(unit), List.of(forks));
  }
}
