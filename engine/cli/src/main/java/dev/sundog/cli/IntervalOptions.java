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

/** What a table tells besides means: intervals, quantiles of the items, calibration. */
@Command
final class IntervalOptions {
  @Option(
      names = "--interval",
      paramLabel = "METHOD",
      description = {
        "wilson or clopper-pearson: of metrics whose values are all 0 or 1; of others the mean plus"
            + " and minus standard errors. normal: that of all. bootstrap: percentiles over"
            + " resampled items, of a ratio numerator and denominator together. Default: wilson"
      })
  private String interval = AggregateOptions.STANDARD.interval().label();

  @Mixin private ConfidenceOption confidence = new ConfidenceOption();
  @Mixin private ResamplingOptions resampling = new ResamplingOptions();

  @Option(
      names = "--quantiles",
      paramLabel = "SHARE",
      split = ",",
      description =
          "Quantiles of the items' values, such as 0.1,0.5,0.9. They and the bootstrap keep 8 bytes"
              + " an item and metric (16 for ratios such as token_error_rate), and need about as"
              + " much again for a moment")
  private List<Double> quantiles = List.of();

  @Option(
      names = "--calibration",
      paramLabel = "WHAT",
      description =
          "Expected calibration error and reliability bins. choices: choice_confidence against acc;"
              + " answers: sequence_probability against exact_match; or CONFIDENCE,ACCURACY: two"
              + " metrics of 0 to 1. Keeps 16 bytes an item")
  private @Nullable String calibration;

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "Bins of the calibration, by width and by mass. Default: ${DEFAULT-VALUE}")
  private int bins = 10;

  /**
   * The metrics to score: those asked for, and those that calibration needs.
   *
   * @throws UsageException if calibration is of metrics that there are not, or not of 0 to 1
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
      throw new UsageException("--calibration: " + metric.name() + " is not of 0 to 1");
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
          "--calibration " + calibration + ": choices, answers, or CONFIDENCE,ACCURACY");
    }
    return new CalibrationOptions(pair[0], pair[1], bins);
  }

  /**
   * The options as an evaluator takes them.
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
