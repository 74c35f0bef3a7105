// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.text.Named;
import java.util.List;

/** The built-in metrics, in the order in which they are shown. */
public final class Metrics {
  private static final List<Metric> ALL =
      List.of(
          PairMetrics.exactMatch(),
          PairMetrics.prefixMatch(),
          PairMetrics.hammingDistance(),
          PairMetrics.tokenAccuracy(),
          PairMetrics.tokenEditDistance(),
          PairMetrics.tokenErrorRate(),
          PairMetrics.editSimilarity(),
          new BoundedEditDistance(),
          AlignmentMetric.hits(),
          AlignmentMetric.substitutions(),
          AlignmentMetric.deletions(),
          AlignmentMetric.insertions(),
          AlignmentMetric.matchErrorRate(),
          AlignmentMetric.informationLost(),
          AlignmentMetric.informationPreserved(),
          PairMetrics.commonSubsequence(),
          PairMetrics.rougeL(),
          PairMetrics.indelDistance(),
          new TextExactMatch(),
          new NumericMatch(),
          LogprobMetric.sum(),
          LogprobMetric.mean(),
          LogprobMetric.min(),
          LogprobMetric.perplexity(),
          LogprobMetric.perplexityPerItem(),
          LogprobMetric.perplexityGeometric(),
          LogprobMetric.perplexityPerDocument(),
          LogprobMetric.probability(),
          TextLikelihood.bitsPerByte(),
          TextLikelihood.bitsPerCharacter(),
          TextLikelihood.bytePerplexity(),
          TextLikelihood.wordPerplexity(),
          LogitsMetric.targetRank(),
          LogitsMetric.entropy(),
          LogitsMetric.greedyMatch(),
          new TokenCount(),
          ChoiceAccuracy.grade(),
          ChoiceAccuracy.plain(),
          ChoiceAccuracy.perCharacter(),
          ChoiceAccuracy.perByte(),
          ChoiceAccuracy.perToken(),
          ChoiceAccuracy.mutualInformation(),
          ChoiceProbability.confidence(),
          ChoiceProbability.brierSum(),
          ChoiceProbability.brierMean(),
          ChoiceProbability.brierBinary(),
          ChoiceProbability.logLoss(),
          ChoiceProbability.targetLogLikelihood());

  private Metrics() {}

  /** All built-in metrics. */
  public static List<Metric> all() {
    return ALL;
  }

  /**
   * The metric of a name, or of {@code name=argument} for metrics that take an argument.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known names
   */
  public static Metric named(String name) {
    int equals = name.indexOf('=');
    return equals < 0
        ? find(name)
        : find(name.substring(0, equals)).with(name.substring(equals + 1));
  }

  private static Metric find(String name) {
    return Named.find("metric", name, ALL, Metric::name);
  }

  /** The metrics of several names, in their order. */
  public static List<Metric> named(List<String> names) {
    return names.stream().map(Metrics::named).toList();
  }
}
