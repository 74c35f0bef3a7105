// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.statistics.Calibration;
import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Layout;
import dev.sundog.text.JsonWriter.Style;

/** Summaries as JSON: two spaces of indentation, keys in a fixed order, shortest numbers. */
final class SummaryJson {
  private final JsonWriter json;

  private SummaryJson(JsonWriter json) {
    this.json = json;
  }

  /** A summary as a document that ends in a line feed. */
  static String write(Summary summary) {
    StringBuilder text = new StringBuilder();
    new SummaryJson(JsonWriter.to(text, Style.SUMMARY)).document(summary);
    return text.toString();
  }

  private void document(Summary summary) {
    json.object(Layout.LINES).field("items", summary.items());
    options(summary.options());
    json.name("groups").array(Layout.LINES);
    for (GroupSummary group : summary.groups()) {
      json.object(Layout.LINES).name("key").object();
      for (int part = 0; part < group.key().size(); part++) {
        json.field(summary.keyNames().get(part), group.key().get(part));
      }
      json.end().field("items", group.items()).field("no_prediction", group.noPrediction());
      json.name("metrics").object(Layout.LINES);
      group.metrics().forEach(this::metric);
      json.end();
      if (group.calibration() != null) {
        calibration(group.calibration());
      }
      json.end();
    }
    json.end();
    if (!summary.remarks().isEmpty()) {
      json.name("remarks").array(Layout.LINES);
      for (Remark remark : summary.remarks()) {
        json.object().field("name", remark.name()).field("count", remark.count());
        json.field("text", remark.text()).end();
      }
      json.end();
    }
    json.end().newline();
  }

  private void options(AggregateOptions options) {
    json.name("intervals").object().field("method", options.interval().label());
    json.field("confidence", options.confidence());
    if (options.interval() == IntervalMethod.BOOTSTRAP) {
      json.field("resamples", options.resamples()).field("seed", options.seed());
    }
    json.end();
    CalibrationOptions calibration = options.calibration();
    if (calibration != null) {
      json.name("calibration").object().field("confidence", calibration.confidence());
      json.field("accuracy", calibration.accuracy()).field("bins", calibration.bins()).end();
    }
  }

  private void metric(MetricSummary metric) {
    json.name(metric.name()).object().field("n", metric.n()).field("scored", metric.scored());
    json.name("skipped").object();
    metric.skipped().forEach((status, items) -> json.field(status.name(), items));
    json.end().field("sum", metric.sum()).field("weight", metric.weight());
    json.field("mean", metric.mean()).field("stderr", metric.stderr());
    json.field("min", metric.min()).field("max", metric.max());
    json.field("interval", metric.method().label());
    json.field("low", metric.interval().low()).field("high", metric.interval().high());
    if (metric.unweighted().items() > 0) {
      json.name("unweighted").object().field("items", metric.unweighted().items());
      json.field("sum", metric.unweighted().sum()).end();
    }
    if (!metric.quantiles().isEmpty()) {
      json.name("quantiles").object();
      metric.quantiles().forEach((share, value) -> json.field(JsonWriter.number(share), value));
      json.end();
    }
    json.end();
  }

  private void calibration(GroupCalibration calibration) {
    json.name("calibration").object(Layout.LINES);
    json.field("items", calibration.byWidth().items());
    bins("by_width", calibration.byWidth());
    bins("by_mass", calibration.byMass());
    json.end();
  }

  private void bins(String name, Calibration calibration) {
    json.name(name).object().field("expected_calibration_error", calibration.expectedError());
    json.field("largest_error", calibration.largestError()).name("bins").array();
    for (Calibration.Bin bin : calibration.bins()) {
      json.object().field("low", bin.low()).field("high", bin.high()).field("items", bin.items());
      json.field("confidence", bin.confidence()).field("accuracy", bin.accuracy()).end();
    }
    json.end().end();
  }
}
