// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.CalibrationOptions;
import dev.sundog.aggregate.IntervalMethod;
import dev.sundog.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Statistics besides the mean: intervals, quantiles, calibration. */
@Command
final class IntervalOptions {
  @Option(
      names = "--interval",
      paramLabel = "METHOD",
      description = {
        "Method of the intervals. wilson and clopper-pearson apply to metrics whose values are all"
            + " 0 or 1; other metrics then use normal (mean plus and minus standard errors)."
            + " bootstrap uses percentiles over resampled items. Default: wilson"
      })
  private String interval = AggregateOptions.STANDARD.interval().label();

  @Mixin private ConfidenceOption confidence = new ConfidenceOption();
  @Mixin private ResamplingOptions resampling = new ResamplingOptions();

  @Option(
      names = "--quantiles",
      paramLabel = "SHARE",
      split = ",",
      description =
          "Quantiles of the item values, such as 0.1,0.5,0.9. Quantiles and bootstrap keep 8 bytes"
              + " per item and metric (16 for ratios such as token_error_rate) and briefly need"
              + " twice as much.")
  private List<Double> quantiles = List.of();

  @Option(
      names = "--calibration",
      paramLabel = "KIND",
      description =
          "Report the expected calibration error and reliability bins. choices: choice_confidence"
              + " and acc. answers: sequence_probability and exact_match. CONFIDENCE,ACCURACY: any"
              + " two metrics between 0 and 1. Keeps 16 bytes per item.")
  private @Nullable String calibration;

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "Number of calibration bins, by width and by mass. Default: ${DEFAULT-VALUE}")
  private int bins = 10;

  /**
   * The metrics to score: the given ones and those that calibration needs.
   *
   * @throws UsageException if a metric of the calibration is unknown or not between 0 and 1
   */
  List<Metric> with(List<Metric> metrics) {
    List<Metric> all = new ArrayList<>(metrics);
    CalibrationOptions asked = calibrated();
    if (asked != null) {
      for (String name : List.of(asked.confidence(), asked.accuracy())) {
        if (all.stream().noneMatch(metric -> metric.name().equals(name))) {
          all.addAll(MetricNames.parse(List.of(name)));
        }
      }
      all.stream().filter(metric -> isCalibrated(metric, asked)).forEach(IntervalOptions::check);
    }
    return all;
  }

  private static boolean isCalibrated(Metric metric, CalibrationOptions asked) {
    return metric.name().equals(asked.confidence()) || metric.name().equals(asked.accuracy());
  }

  private static void check(Metric metric) {
    Metric.Range range = metric.description().range();
    if (range.low() < 0 || range.high() > 1) {
      throw new UsageException(
          "--calibration needs metrics between 0 and 1; " + metric.name() + " is not one of them");
    }
  }

  private @Nullable CalibrationOptions calibrated() {
    if (calibration == null) {
      return null;
    }
    String[] pair =
        switch (calibration) {
          case "choices" -> new String[] {"choice_confidence", "acc"};
          case "answers" -> new String[] {"sequence_probability", "exact_match"};
          default -> calibration.split(",", -1);
        };
    if (pair.length != 2) {
      throw new UsageException(
          "invalid --calibration '"
              + calibration
              + "'. Use choices, answers, or two metrics: CONFIDENCE,ACCURACY");
    }
    return new CalibrationOptions(pair[0], pair[1], bins);
  }

  /**
   * The options of the evaluator.
   *
   * @throws UsageException if one is out of range
   */
  AggregateOptions options() {
    return UsageException.checked(() ->
        new AggregateOptions(
            IntervalMethod.named(interval),
            confidence.share(),
            resampling.resamples(),
            resampling.seed(),
            quantiles,
            calibrated()));
  }
}
