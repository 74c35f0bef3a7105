// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import dev.sundog.metric.BatchCounts;
import dev.sundog.metric.ChoiceAccuracy;
import dev.sundog.metric.ChoiceAccuracy.Ties;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metric.Description;
import dev.sundog.metric.Metrics;
import dev.sundog.metric.PairMetric;
import java.util.List;
import java.util.function.Function;

/** Metrics that several tools' versions are built from. */
final class ToolMetrics {
  private ToolMetrics() {}

  /** Our metric of a name over HELM's tokens, 0 for an empty prediction. */
  static Metric helm(Description theirs, String metric, Function<String, List<String>> tokens) {
    return helm(theirs, Metrics.named(metric), tokens);
  }

  /** A metric over HELM's tokens, 0 for an empty prediction. */
  static Metric helm(Description theirs, Metric metric, Function<String, List<String>> tokens) {
    return new RetokenizedMetric(theirs, metric, tokens, true, String::isEmpty);
  }

  /** ROUGE-L over a tool's tokens, 0 for a prediction without words. */
  static Metric rouge(Description theirs, Function<String, List<String>> tokens) {
    return new RetokenizedMetric(
        theirs,
        Metrics.named("rouge_l"),
        tokens,
        true,
        text -> ToolTokens.rougeWords(text).isEmpty());
  }

  /** A formula over the edit distance and the lengths of the batch's own tokens. */
  static PairMetric edits(Description theirs, PairMetric.Numerator numerator) {
    return PairMetric.of(theirs, BatchCounts::editDistances, numerator);
  }

  /** Accuracy by a ranking of lm-eval. */
  static Function<Description, Metric> choices(LmEvalRank rank) {
    return theirs ->
        ChoiceAccuracy.by(rank, Ties.LOWEST, theirs.name(), theirs.definition().formula())
            .as(theirs);
  }

  /** Errors per reference token; an empty reference: the number of insertions. */
  static Metric jiwerRate() {
    return jiwerRate(Metrics.named("token_error_rate").description());
  }

  /** The same under a description. */
  static Metric jiwerRate(Description description) {
    return edits(description, (distance, p, r) -> distance).over((p, r) -> r);
  }

  /** Errors per token of the tool; several references: the nearest. */
  static Metric rate(Description theirs, Function<String, List<String>> tokens) {
    return new RetokenizedMetric(theirs, jiwerRate(), tokens, false, text -> false);
  }

  /** Information preserved with hits computed as max(lengths) - distance. */
  static Metric wholeHits(Description theirs) {
    return edits(theirs, (distance, p, r) -> Math.max(p, r) - distance)
        .over((p, r) -> r, (p, r) -> p);
  }
}
