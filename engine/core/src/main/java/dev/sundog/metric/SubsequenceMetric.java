package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** A metric of the longest common subsequence. */
abstract class SubsequenceMetric extends PairMetric {
  private SubsequenceMetric(Description description) {
    super(description);
  }

  private static Description description(
      String name, String unit, double high, Direction direction, String definition, String edges) {
    return new Description(
        name,
        unit,
        0,
        high,
        direction,
        Aggregation.MEAN,
        Set.of(Input.TOKENS),
        definition,
        edges + "; no reference: skipped");
  }

  @Override
  final int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    return scratch.commonSubsequences(batch, kernels);
  }

  /** Length of the longest common subsequence. */
  static final class Length extends SubsequenceMetric {
    Length() {
      super(
          SubsequenceMetric.description(
              "lcs_length",
              "tokens",
              Double.POSITIVE_INFINITY,
              Direction.HIGHER,
              "length of the longest common subsequence; several references: max",
              "one empty: 0; no prediction: 0"));
    }

    @Override
    double numerator(int length, int predictionTokens, int referenceTokens) {
      return length;
    }
  }

  /** Insertions and deletions alone. */
  static final class IndelDistance extends SubsequenceMetric {
    IndelDistance() {
      super(
          SubsequenceMetric.description(
              "indel_distance",
              "tokens",
              Double.POSITIVE_INFINITY,
              Direction.LOWER,
              "fewest insertions and deletions: prediction tokens + reference tokens - 2 *"
                  + " lcs_length; several references: min",
              "both empty: 0; no prediction: as an empty one"));
    }

    @Override
    double numerator(int length, int predictionTokens, int referenceTokens) {
      return predictionTokens + referenceTokens - 2.0 * length;
    }
  }

  /**
   * ROUGE-L over tokens.
   *
   * <p>Lin, C.-Y., "ROUGE: a package for automatic evaluation of summaries", 2004 (beta = 1).
   */
  static final class RougeL extends SubsequenceMetric {
    RougeL() {
      super(
          SubsequenceMetric.description(
              "rouge_l",
              "share",
              1,
              Direction.HIGHER,
              "F1 of lcs_length / prediction tokens and lcs_length / reference tokens; several"
                  + " references: max",
              "both empty: 1; one empty: 0; no prediction: 0"));
    }

    @Override
    double numerator(int length, int predictionTokens, int referenceTokens) {
      int tokens = predictionTokens + referenceTokens;
      return tokens == 0 ? 1 : 2.0 * length / tokens;
    }

    @Override
    double numeratorOfMissing(int length, int referenceTokens) {
      return 0;
    }
  }
}
