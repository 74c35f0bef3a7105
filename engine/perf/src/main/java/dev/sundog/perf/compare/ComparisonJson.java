// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.statistics.MedianInterval;
import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Layout;
import dev.sundog.text.JsonWriter.Style;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as JSON. Values are in the base of the unit; an undefined number is null. */
public final class ComparisonJson {
  private final JsonWriter out;

  private ComparisonJson(JsonWriter out) {
    this.out = out;
  }

  /** The document, ended by a line feed. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    new ComparisonJson(JsonWriter.to(text, Style.PADDED)).document(comparison);
    return text.toString();
  }

  private void document(Comparison comparison) {
    Settings settings = comparison.settings();
    out.object(Layout.LINES).field("outcome", comparison.sentence());
    out.field("threshold", settings.threshold()).field("confidence", settings.confidence());
    out.field("correction", settings.correction().name().toLowerCase(Locale.ROOT));
    out.field("resamples", settings.resamples()).field("seed", settings.seed());
    out.name("warnings").array();
    comparison.warnings().forEach(out::value);
    out.end().name("geometric_means").array();
    comparison
        .means()
        .forEach((base, mean) -> {
          out.object(Layout.LINES).field("unit", base).field("count", mean.count());
          out.field("ratio", mean.ratio()).field("low", mean.interval().low());
          out.field("high", mean.interval().high()).end();
        });
    out.end().name("benchmarks").array();
    comparison.rows().forEach(row -> put(row, settings));
    out.end().end().newline();
  }

  private void put(Row row, Settings settings) {
    Change change = row.change();
    out.object(Layout.LINES).field("name", row.benchmark().name());
    out.name("parameters").object(Layout.LINES);
    row.benchmark().parameters().forEach(out::field);
    out.end().field("metric", row.benchmark().metric());
    out.field("verdict", row.verdict().name().toLowerCase(Locale.ROOT));
    out.field("remark", row.remark()).field("threshold", row.threshold());
    out.field("ratio", change.ratio()).field("low", change.interval().low());
    out.field("high", change.interval().high()).field("p", change.p());
    out.field("p_adjusted", change.adjusted()).field("p_mann_whitney", change.mannWhitney());
    out.field("smallest_loss", change.log().smallestLoss(settings.confidence()));
    put("old", row.old(), change.oldMedian());
    put("new", row.changed(), change.newMedian());
    out.end();
  }

  private void put(String side, @Nullable Measurement measurement, MedianInterval median) {
    if (measurement == null) {
      out.name(side).nothing();
      return;
    }
    out.name(side).object(Layout.LINES).field("unit", measurement.unit().base());
    out.field("mean", measurement.mean()).field("median", median.median());
    out.field("median_low", median.interval().low());
    out.field("median_high", median.interval().high());
    out.field("processes", measurement.groups().size());
    out.field("values", measurement.values().length).end();
  }
}
