package dev.sundog.metric;

import dev.sundog.text.Named;
import java.util.List;

/** The built-in metrics, in the order in which they are shown. */
public final class Metrics {
  private static final List<Metric> ALL =
      List.of(
          new ExactMatch(),
          new PrefixMatch(),
          new HammingDistance(),
          new TokenAccuracy(),
          new TokenEditDistance(),
          new TokenErrorRate(),
          new EditSimilarity(),
          new BoundedEditDistance(),
          AlignmentMetric.hits(),
          AlignmentMetric.substitutions(),
          AlignmentMetric.deletions(),
          AlignmentMetric.insertions(),
          AlignmentMetric.matchErrorRate(),
          AlignmentMetric.informationLost(),
          AlignmentMetric.informationPreserved(),
          new SubsequenceMetric.Length(),
          new SubsequenceMetric.RougeL(),
          new SubsequenceMetric.IndelDistance(),
          new TextExactMatch(),
          new NumericMatch(),
          new LogprobSum(),
          new LogprobMean(),
          new LogprobMin(),
          new Perplexity(),
          new PerplexityPerItem(),
          new PerplexityGeometric(),
          new PerplexityPerDocument(),
          new SequenceProbability(),
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
          new ChoiceConfidence(),
          BrierScore.sum(),
          BrierScore.mean(),
          BrierScore.binary(),
          ChoiceLikelihood.logLoss(),
          ChoiceLikelihood.target());

  private Metrics() {}

  /** All built-in metrics. */
  public static List<Metric> all() {
    return ALL;
  }

  /**
   * The metric of a name, or of {@code name=argument} for metrics that take one.
   *
   * @throws IllegalArgumentException if there is none, with the names there are
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
