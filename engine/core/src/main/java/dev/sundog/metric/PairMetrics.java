// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metric.Definition;
import dev.sundog.metric.Metric.Description;
import dev.sundog.metric.Metric.Input;
import dev.sundog.metric.Metric.Kind;
import dev.sundog.metric.Metric.Range;
import java.util.Set;

/** Metrics of a pair's tokens: matches, distances and common subsequences. */
final class PairMetrics {
  private static final String BOTH_EMPTY_RIGHT =
      "both empty: 1; no prediction: 0; no reference: skipped";
  private static final String BOTH_EMPTY_EQUAL =
      "both empty: 0; no prediction: scored as empty; no reference: skipped";

  private PairMetrics() {}

  private static Description share(String name, String displayName, Kind kind, Definition words) {
    return new Description(
        name,
        displayName,
        kind == Kind.SHARP ? Range.BINARY : Range.SHARE,
        Direction.HIGHER,
        kind,
        Aggregation.MEAN,
        Set.of(Input.TOKENS),
        words);
  }

  private static Description tokens(
      String name, String displayName, Direction direction, Kind kind, Definition words) {
    return new Description(
        name,
        displayName,
        Range.atLeastZero("tokens"),
        direction,
        kind,
        Aggregation.MEAN,
        Set.of(Input.TOKENS),
        words);
  }

  /** Exact match of token ids. */
  static Metric exactMatch() {
    return PairMetric.ofCount(
            share(
                "exact_match",
                "exact match",
                Kind.SHARP,
                new Definition(
                    "1 if prediction and reference are the same token ids, else 0; several"
                        + " references: max",
                    BOTH_EMPTY_RIGHT)),
            BatchCounts::exactMatches)
        .withZeroIfMissing();
  }

  /** Whether the prediction begins with the reference. */
  static Metric prefixMatch() {
    return PairMetric.ofCount(
            share(
                "prefix_match",
                "prefix match",
                Kind.SHARP,
                new Definition(
                    "1 if the reference is a prefix of the prediction, else 0; several references:"
                        + " max",
                    "empty reference: 1; no prediction: 0; no reference: skipped")),
            BatchCounts::prefixMatches)
        .withZeroIfMissing();
  }

  /** Hamming distance of token ids. */
  static Metric hammingDistance() {
    return PairMetric.ofCount(
        tokens(
            "hamming_distance",
            "Hamming distance",
            Direction.LOWER,
            Kind.SMOOTH,
            new Definition(
                "differing positions over the shorter length, plus the difference in length;"
                    + " several references: min",
                BOTH_EMPTY_EQUAL)),
        BatchCounts::hammingDistances);
  }

  /** Share of positions that agree. */
  static Metric tokenAccuracy() {
    return similarity(
        "token_accuracy", "token accuracy", "hamming_distance", BatchCounts::hammingDistances);
  }

  /** Levenshtein distance of token ids. */
  static Metric tokenEditDistance() {
    return PairMetric.ofCount(
        tokens(
            "token_edit_distance",
            "token edit distance",
            Direction.LOWER,
            Kind.SMOOTH,
            new Definition(
                "fewest insertions, deletions and substitutions of tokens; several references: min",
                "one empty: the length of the other; " + BOTH_EMPTY_EQUAL)),
        BatchCounts::editDistances);
  }

  /** Edits per reference token: word error rate over tokens. */
  static Metric tokenErrorRate() {
    return PairMetric.of(
            new Description(
                "token_error_rate",
                "WER over tokens",
                Range.atLeastZero("edits per token"),
                Direction.LOWER,
                Kind.SMOOTH,
                Aggregation.RATIO,
                Set.of(Input.TOKENS),
                new Definition(
                    "token_edit_distance / reference tokens; corpus: sum of distances / sum of"
                        + " reference tokens; several references: min",
                    "empty reference: skipped, but its edits count in the corpus value; all"
                        + " references empty: undefined; no prediction: scored as empty; no"
                        + " reference: skipped")),
            BatchCounts::editDistances,
            (distance, p, r) -> distance)
        .over((p, r) -> r == 0 ? Double.NaN : r)
        .withWholeBatch(PairMetrics::errorRates);
  }

  private static boolean errorRates(
      int[] distances, SequenceBatch batch, BatchCounts shared, ScoreBuffer out) {
    int[] tokens = shared.referenceTokens(batch);
    int shortest = Integer.MAX_VALUE;
    int items = batch.items();
    for (int item = 0; item < items; item++) {
      shortest = Math.min(shortest, tokens[item]);
    }
    if (shortest > 0) {
      out.setRatios(distances, tokens);
    }
    return shortest > 0;
  }

  /** Share of the longer sequence that needs no edit. */
  static Metric editSimilarity() {
    return similarity(
        "edit_similarity", "edit similarity", "token_edit_distance", BatchCounts::editDistances);
  }

  private static Metric similarity(
      String name, String displayName, String distance, PairMetric.PairCounts distances) {
    return PairMetric.of(
            share(
                name,
                displayName,
                Kind.SMOOTH,
                new Definition(
                    "1 - "
                        + distance
                        + " / max(prediction tokens, reference tokens); several references: max",
                    BOTH_EMPTY_RIGHT)),
            distances,
            PairMetrics::similarity)
        .withZeroIfMissing()
        .withWholeBatch(PairMetrics::similarities);
  }

  private static double similarity(int distance, int predictionTokens, int referenceTokens) {
    int longer = Math.max(predictionTokens, referenceTokens);
    return 1 - (double) distance / Math.max(1, longer);
  }

  private static boolean similarities(
      int[] distances, SequenceBatch batch, BatchCounts shared, ScoreBuffer out) {
    int[] predictions = shared.predictionTokens(batch);
    int[] references = shared.referenceTokens(batch);
    long[] units = out.setShares();
    int pairs = batch.pairs();
    for (int pair = 0; pair < pairs; pair++) {
      double similarity = similarity(distances[pair], predictions[pair], references[pair]);
      units[pair] = (long) (similarity * ScoreColumn.Shares.UNITS);
    }
    return true;
  }

  /** Length of the longest common subsequence. */
  static Metric commonSubsequence() {
    return PairMetric.of(
        tokens(
            "lcs_length",
            "longest common subsequence",
            Direction.HIGHER,
            Kind.OTHER,
            new Definition(
                "length of the longest common subsequence; several references: max",
                "one empty: 0; no prediction: 0; no reference: skipped")),
        BatchCounts::commonSubsequences,
        (length, p, r) -> length);
  }

  /**
   * ROUGE-L over tokens.
   *
   * <p>Lin, C.-Y., "ROUGE: a package for automatic evaluation of summaries", 2004 (beta = 1).
   */
  static Metric rougeL() {
    return PairMetric.of(
            share(
                "rouge_l",
                "ROUGE-L",
                Kind.SMOOTH,
                new Definition(
                    "F1 of lcs_length / prediction tokens and lcs_length / reference tokens;"
                        + " several references: max",
                    "both empty: 1; one empty: 0; no prediction: 0; no reference: skipped")),
            BatchCounts::commonSubsequences,
            (length, p, r) -> p + r == 0 ? 1 : 2.0 * length / (p + r))
        .withZeroIfMissing();
  }

  /** Insertions and deletions alone. */
  static Metric indelDistance() {
    return PairMetric.of(
        tokens(
            "indel_distance",
            "indel distance",
            Direction.LOWER,
            Kind.SMOOTH,
            new Definition(
                "fewest insertions and deletions: prediction tokens + reference tokens - 2 *"
                    + " lcs_length; several references: min",
                BOTH_EMPTY_EQUAL)),
        BatchCounts::commonSubsequences,
        (length, p, r) -> p + r - 2.0 * length);
  }
}
