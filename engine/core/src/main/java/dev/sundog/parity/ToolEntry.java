// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metric.Definition;
import dev.sundog.metric.Metric.Description;
import dev.sundog.metric.Metric.Input;
import dev.sundog.metric.Metrics;
import java.util.Set;
import java.util.function.Function;

/**
 * Creates a tool's entries.
 *
 * @param name the tool
 */
record ToolEntry(String name) {
  Parity sameString() {
    return text(
        "exact_match",
        "exact_match",
        Aggregation.MEAN,
        "strings are compared, white space included, not tokens",
        theirs ->
            new RetokenizedMetric(
                theirs, Metrics.named("exact_match"), ToolTokens::characters, true, text -> false));
  }

  Parity characters(String quirk) {
    return text(
        "cer",
        "token_error_rate",
        Aggregation.RATIO,
        quirk,
        theirs -> ToolMetrics.rate(theirs, ToolTokens::stripped));
  }

  Parity text(
      String metric,
      String ours,
      Aggregation aggregation,
      String quirk,
      Function<Description, Metric> theirs) {
    return of(metric, ours, Input.TEXTS, aggregation, quirk, theirs);
  }

  Parity of(
      String metric,
      String ours,
      Input input,
      Aggregation aggregation,
      String quirk,
      Function<Description, Metric> theirs) {
    Metric own = Metrics.named(ours);
    Description description =
        new Description(
            name + "." + metric,
            name + "'s " + metric,
            own.description().range(),
            own.description().direction(),
            own.description().kind(),
            aggregation,
            Set.of(input),
            new Definition(ours + " as " + name + " computes it: " + quirk, quirk));
    return new Parity(name, own, theirs.apply(description), quirk);
  }
}
