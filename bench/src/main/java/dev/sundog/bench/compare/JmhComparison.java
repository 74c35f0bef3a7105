// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Old and new measurements of the same benchmarks, judged.
 *
 * @param rows one for each benchmark of either file, in order of their names
 * @param threshold largest tolerated loss of speed, such as 0.05
 */
record JmhComparison(List<Row> rows, double threshold) {
  /** The verdict on a benchmark. */
  public enum Verdict {
    /** Significantly slower, by more than the threshold. */
    LOSS,
    /** Significantly faster, by more than the threshold. */
    GAIN,
    /** Neither. */
    SAME,
    /** Fewer than three iterations on a side: not judged. */
    TOO_FEW,
    /** In the new file only. */
    ADDED,
    /** In the old file only. */
    MISSING
  }

  /**
   * One benchmark.
   *
   * @param key the benchmark
   * @param before the old measurement, null if {@code ADDED}
   * @param after the new measurement, null if {@code MISSING}
   * @param ratio speed new ÷ old; NaN where a side is missing or empty
   * @param interval bootstrap interval of the ratio, null where it is not judged
   * @param verdict the verdict
   */
  public record Row(
      Measurement.Key key,
      @Nullable Measurement before,
      @Nullable Measurement after,
      double ratio,
      ForkBootstrap.@Nullable Interval interval,
      Verdict verdict) {}

  private static final int MIN_OBSERVATIONS = 3;

  /**
   * Judges every benchmark. A loss is one whose ratio is below {@code 1 − threshold} while the
   * whole interval is below 1; a gain is a loss with the sides exchanged.
   *
   * @param threshold largest tolerated loss of speed, from 0 to below 1
   * @param bootstrap how intervals are taken
   */
  public static JmhComparison of(
      SortedMap<Measurement.Key, Measurement> before,
      SortedMap<Measurement.Key, Measurement> after,
      double threshold,
      ForkBootstrap bootstrap) {
    TreeSet<Measurement.Key> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<Row> rows = new ArrayList<>();
    for (Measurement.Key key : keys) {
      rows.add(row(key, before.get(key), after.get(key), threshold, bootstrap));
    }
    return new JmhComparison(rows, threshold);
  }

  /** The number of benchmarks with a verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  private static Row row(
      Measurement.Key key,
      @Nullable Measurement before,
      @Nullable Measurement after,
      double threshold,
      ForkBootstrap bootstrap) {
    if (before == null || after == null) {
      Verdict verdict = before == null ? Verdict.ADDED : Verdict.MISSING;
      return new Row(key, before, after, Double.NaN, null, verdict);
    }
    double ratio = after.speed() / before.speed();
    if (Math.min(before.observations(), after.observations()) < MIN_OBSERVATIONS) {
      return new Row(key, before, after, ratio, null, Verdict.TOO_FEW);
    }
    ForkBootstrap.Interval interval = bootstrap.ratio(after.forks(), before.forks());
    return new Row(key, before, after, ratio, interval, verdict(ratio, interval, threshold));
  }

  private static Verdict verdict(double ratio, ForkBootstrap.Interval interval, double threshold) {
    if (interval.high() < 1 && ratio < 1 - threshold) {
      return Verdict.LOSS;
    }
    return interval.low() > 1 && 1 / ratio < 1 - threshold ? Verdict.GAIN : Verdict.SAME;
  }
}
