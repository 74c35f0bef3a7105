// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Interval;
import dev.sundog.statistics.MultipleTesting;
import dev.sundog.statistics.Parallel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All curves with score, interval and verdict, and the pairs of metrics that the verdicts use.
 *
 * @param curves the curves, in input order
 * @param swaps every pair of a sharp and a smooth curve of the same task, family and length; the
 *     first pair of a sharp curve determines its verdict
 */
public record EmergenceAnalysis(List<JudgedCurve> curves, List<MetricSwap> swaps) {
  /** Number of curves per parallel task: about a millisecond of work. */
  private static final int CURVES_PER_TASK = 32;

  /**
   * Options of the analysis.
   *
   * @param bootstrap resamples, seed and threads; the intervals depend on the first two only
   * @param level significance level: predictions with a smaller adjusted p are rejected
   * @param tolerance predictions with residuals of at most this are accepted, whatever their p
   */
  public record Options(Bootstrap bootstrap, double level, double tolerance) {
    /** 1,000 resamples, level 0.05, tolerance 0.05. */
    public static Options standard() {
      return new Options(Bootstrap.standard(), 0.05, 0.05);
    }
  }

  /** Copies the lists. */
  public EmergenceAnalysis {
    curves = List.copyOf(curves);
    swaps = List.copyOf(swaps);
  }

  /** The curves by family, in their order. */
  public Map<String, List<JudgedCurve>> byFamily() {
    return curves.stream()
        .collect(
            Collectors.groupingBy(
                curve -> curve.curve().key().family(), LinkedHashMap::new, Collectors.toList()));
  }

  /** Judges curves together. */
  public static EmergenceAnalysis of(List<ScalingCurve> curves, Options options) {
    return of(curves, options, true);
  }

  /**
   * Judges curves together.
   *
   * @param intervals whether to compute the intervals of the scores, which is most of the work;
   *     otherwise they are undefined
   */
  public static EmergenceAnalysis of(
      List<ScalingCurve> curves, Options options, boolean intervals) {
    Map<CurveKey, ScalingCurve> byKey = new HashMap<>();
    for (ScalingCurve curve : curves) {
      byKey.put(plain(curve.key()), curve);
    }
    List<String> smooth =
        MetricPairs.smooth(
            byKey.keySet().stream().map(CurveKey::metric).distinct().sorted().toList());
    List<MetricSwap> swaps = new ArrayList<>();
    List<Optional<MetricSwap>> deciding = new ArrayList<>();
    for (ScalingCurve curve : curves) {
      List<MetricSwap> own = swaps(curve, smooth, byKey);
      swaps.addAll(own);
      deciding.add(own.stream().findFirst());
    }
    double[] p =
        deciding.stream().mapToDouble(swap -> swap.map(MetricSwap::p).orElse(Double.NaN)).toArray();
    double[] holm = MultipleTesting.holm(p);
    double[] q = MultipleTesting.benjaminiHochberg(p);
    Interval[] found =
        intervals
            ? intervals(curves, options.bootstrap())
            : curves.stream().map(curve -> Interval.UNDEFINED).toArray(Interval[]::new);
    List<JudgedCurve> judged = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      ScalingCurve curve = curves.get(i);
      double adjusted = holm[i];
      Verdict verdict =
          deciding
              .get(i)
              .map(swap -> swap.verdict(adjusted, options.level(), options.tolerance()))
              .orElseGet(() -> alone(curve));
      judged.add(
          new JudgedCurve(curve, EmergenceScore.of(curve), found[i], verdict, p[i], holm[i], q[i]));
    }
    return new EmergenceAnalysis(judged, swaps);
  }

  private static Interval[] intervals(List<ScalingCurve> curves, Bootstrap bootstrap) {
    Interval[] found = new Interval[curves.size()];
    int points = curves.stream().mapToInt(curve -> curve.points().size()).max().orElse(0);
    Strata strata = new Strata(bootstrap, points);
    Parallel.run(
        Math.ceilDiv(found.length, CURVES_PER_TASK),
        bootstrap.threads(),
        task -> {
          ScoreResampler resampler = new ScoreResampler(bootstrap, strata);
          int end = Math.min(found.length, (task + 1) * CURVES_PER_TASK);
          for (int i = task * CURVES_PER_TASK; i < end; i++) {
            found[i] = resampler.interval(curves.get(i));
          }
        });
    return found;
  }

  private static Verdict alone(ScalingCurve curve) {
    return MetricPairs.sharp(curve.key().metric())
        ? MetricSwap.alone(curve)
        : Verdict.notJudged("not a sharp metric");
  }

  private static List<MetricSwap> swaps(
      ScalingCurve sharp, List<String> smoothMetrics, Map<CurveKey, ScalingCurve> byKey) {
    if (!MetricPairs.sharp(sharp.key().metric())) {
      return List.of();
    }
    List<MetricSwap> swaps = new ArrayList<>();
    for (String metric : smoothMetrics) {
      ScalingCurve smooth = byKey.get(sharp.key().under(metric));
      if (smooth != null) {
        swaps.add(MetricSwap.of(sharp, smooth));
      }
    }
    return swaps;
  }

  private static CurveKey plain(CurveKey key) {
    return key.under(MetricPairs.plain(key.metric()));
  }
}
