package dev.sundog.aggregate;

import dev.sundog.metric.Status;
import dev.sundog.statistics.Calibration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a summary as JSON: two spaces of indentation, keys in a fixed order, shortest numbers. */
final class SummaryJson {
  private SummaryJson() {}

  static String write(Summary summary) {
    StringBuilder json = new StringBuilder();
    json.append("{\n  \"items\": ").append(summary.items());
    intervals(json.append(",\n  \"intervals\": {"), summary.options());
    calibrated(json.append("}"), summary.options().calibration());
    json.append(",\n  \"groups\": [");
    String separator = "";
    for (GroupSummary group : summary.groups()) {
      json.append(separator).append("\n    {\n      \"key\": {");
      for (int part = 0; part < group.key().size(); part++) {
        json.append(part == 0 ? "" : ", ");
        JsonText.text(json, summary.keyNames().get(part)).append(": ");
        JsonText.text(json, group.key().get(part));
      }
      json.append("},\n      \"items\": ").append(group.items());
      json.append(",\n      \"no_prediction\": ").append(group.noPrediction());
      json.append(",\n      \"metrics\": {");
      String comma = "";
      for (MetricSummary metric : group.metrics()) {
        json.append(comma).append("\n        ");
        metric(JsonText.text(json, metric.name()).append(": "), metric);
        comma = ",";
      }
      json.append("\n      }");
      if (group.calibration() != null) {
        calibration(json.append(",\n      \"calibration\": {"), group.calibration());
        json.append("\n      }");
      }
      json.append("\n    }");
      separator = ",";
    }
    return json.append("\n  ]\n}\n").toString();
  }

  private static void intervals(StringBuilder json, AggregateOptions options) {
    JsonText.text(json.append("\"method\": "), options.interval().label());
    JsonText.number(json.append(", \"confidence\": "), options.confidence());
    if (options.interval() == IntervalMethod.BOOTSTRAP) {
      json.append(", \"resamples\": ").append(options.resamples());
      json.append(", \"seed\": ").append(options.seed());
    }
  }

  private static void calibrated(StringBuilder json, @Nullable CalibrationOptions asked) {
    if (asked != null) {
      JsonText.text(json.append(",\n  \"calibration\": {\"confidence\": "), asked.confidence());
      JsonText.text(json.append(", \"accuracy\": "), asked.accuracy());
      json.append(", \"bins\": ").append(asked.bins()).append("}");
    }
  }

  private static void metric(StringBuilder json, MetricSummary metric) {
    json.append("{\"n\": ").append(metric.n());
    json.append(", \"scored\": ").append(metric.scored()).append(", \"skipped\": {");
    String comma = "";
    for (Map.Entry<Status, Long> skipped : metric.skipped().entrySet()) {
      JsonText.text(json.append(comma), skipped.getKey().name())
          .append(": ")
          .append(skipped.getValue());
      comma = ", ";
    }
    json.append("}");
    JsonText.number(json.append(", \"sum\": "), metric.sum());
    JsonText.number(json.append(", \"weight\": "), metric.weight());
    JsonText.number(json.append(", \"mean\": "), metric.mean());
    JsonText.number(json.append(", \"stderr\": "), metric.stderr());
    JsonText.number(json.append(", \"min\": "), metric.min());
    JsonText.number(json.append(", \"max\": "), metric.max());
    JsonText.text(json.append(", \"interval\": "), metric.method().label());
    JsonText.number(json.append(", \"low\": "), metric.interval().low());
    JsonText.number(json.append(", \"high\": "), metric.interval().high());
    if (!metric.quantiles().isEmpty()) {
      quantiles(json.append(", \"quantiles\": {"), metric.quantiles());
      json.append("}");
    }
    json.append("}");
  }

  private static void calibration(StringBuilder json, GroupCalibration calibration) {
    json.append("\n        \"items\": ").append(calibration.byWidth().items());
    bins(json.append(",\n        \"by_width\": {"), calibration.byWidth());
    bins(json.append("},\n        \"by_mass\": {"), calibration.byMass());
    json.append("}");
  }

  private static void bins(StringBuilder json, Calibration calibration) {
    JsonText.number(json.append("\"expected_calibration_error\": "), calibration.expectedError());
    JsonText.number(json.append(", \"largest_error\": "), calibration.largestError());
    json.append(", \"bins\": [");
    String comma = "";
    for (Calibration.Bin bin : calibration.bins()) {
      JsonText.number(json.append(comma).append("{\"low\": "), bin.low());
      JsonText.number(json.append(", \"high\": "), bin.high());
      json.append(", \"items\": ").append(bin.items());
      JsonText.number(json.append(", \"confidence\": "), bin.confidence());
      JsonText.number(json.append(", \"accuracy\": "), bin.accuracy()).append("}");
      comma = ", ";
    }
    json.append("]");
  }

  private static void quantiles(StringBuilder json, Map<Double, Double> quantiles) {
    String comma = "";
    for (Map.Entry<Double, Double> quantile : quantiles.entrySet()) {
      JsonText.number(json.append(comma).append('"'), quantile.getKey()).append("\": ");
      JsonText.number(json, quantile.getValue());
      comma = ", ";
    }
  }
}
