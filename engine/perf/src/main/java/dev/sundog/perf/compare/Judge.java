// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.statistics.Interval;
import dev.sundog.statistics.MultipleTesting;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges benchmarks. A loss is one whose performance fell by more than the threshold, and whose
 * corrected p-value is below 1 − confidence; a gain is a loss with the sides exchanged.
 *
 * @param settings thresholds
 * @param noise noise of each benchmark
 */
record Judge(Settings settings, NoiseFloor noise) {
  private static final int FEWEST = 3;

  List<Row> rows(Results old, Results changed) {
    TreeSet<Benchmark> all = new TreeSet<>(old.measurements().keySet());
    all.addAll(changed.measurements().keySet());
    List<Row> rows =
        all.stream()
            .map(one -> measured(one, old.measurements().get(one), changed.measurements().get(one)))
            .collect(Collectors.toCollection(ArrayList::new));
    double[] p = rows.stream().mapToDouble(row -> row.change().p()).toArray();
    double[] adjusted =
        switch (settings.correction()) {
          case BH -> MultipleTesting.benjaminiHochberg(p);
          case HOLM -> MultipleTesting.holm(p);
          case NONE -> p;
        };
    for (int i = 0; i < p.length; i++) {
      rows.set(i, judged(rows.get(i), adjusted[i]));
    }
    return rows;
  }

  /** A benchmark without its verdict, or with one that needs no test. */
  private Row measured(
      Benchmark benchmark, @Nullable Measurement old, @Nullable Measurement changed) {
    double threshold = noise.threshold(benchmark, settings.threshold());
    if (old == null || changed == null) {
      Verdict verdict = old == null ? Verdict.ADDED : Verdict.MISSING;
      return new Row(benchmark, old, changed, Change.UNDEFINED, threshold, verdict, "");
    }
    if (!old.unit().base().equals(changed.unit().base())) {
      return new Row(
          benchmark,
          old,
          changed,
          Change.UNDEFINED,
          threshold,
          Verdict.TOO_FEW,
          "different units: " + old.unit().symbol() + " and " + changed.unit().symbol());
    }
    Change change = Change.of(old, changed, settings);
    boolean few = Math.min(old.units().length, changed.units().length) < FEWEST;
    return few
        ? new Row(
            benchmark,
            old,
            changed,
            few(change),
            threshold,
            Verdict.TOO_FEW,
            "fewer than " + FEWEST + " on a side")
        : new Row(benchmark, old, changed, change, threshold, Verdict.SAME, remark(old, changed));
  }

  /** The ratio without tests. */
  private static Change few(Change change) {
    return new Change(
        change.log(),
        Interval.UNDEFINED,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        change.oldMedian(),
        change.newMedian());
  }

  private static String remark(Measurement old, Measurement changed) {
    return old.isOneProcess() || changed.isOneProcess() ? "weak: one process" : "";
  }

  private Row judged(Row row, double adjusted) {
    Change change = row.change().adjusted(adjusted);
    Verdict verdict = row.verdict() == Verdict.SAME ? verdict(row, change) : row.verdict();
    return new Row(
        row.benchmark(), row.old(), row.changed(), change, row.threshold(), verdict, row.remark());
  }

  private Verdict verdict(Row row, Change change) {
    Measurement old = row.old();
    Measurement changed = row.changed();
    if (old == null || changed == null) {
      return row.verdict();
    }
    double difference = changed.mean() - old.mean();
    boolean significant = change.adjusted() < 1 - settings.confidence();
    if (!significant || Math.abs(difference) < old.unit().resolution()) {
      return Verdict.SAME;
    }
    double ratio = change.ratio();
    if (Double.isNaN(ratio)) {
      // From zero, or to zero: no ratio, but every value on one side of the others.
      return difference > 0 == old.unit().higherIsBetter() ? Verdict.GAIN : Verdict.LOSS;
    }
    if (ratio < 1 - row.threshold()) {
      return Verdict.LOSS;
    }
    return 1 / ratio < 1 - row.threshold() ? Verdict.GAIN : Verdict.SAME;
  }
}
