package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/**
 * A metric of alignment counts: of several references the one at the smallest distance counts (the
 * first on ties), an item without a prediction is as one with an empty prediction, and an item
 * without a reference is skipped.
 */
final class AlignmentMetric implements Metric {
  /**
   * Counts of one alignment: H + S + D = reference tokens, H + S + I = prediction tokens, S + D + I
   * = token edit distance.
   */
  record Counts(int hits, int substitutions, int deletions, int insertions) {
    /** The split that hits and distance leave. */
    static Counts of(int predictionTokens, int referenceTokens, int distance, int hits) {
      int longer = predictionTokens + referenceTokens - 2 * hits;
      int substitutions = longer - distance;
      return new Counts(
          hits,
          substitutions,
          referenceTokens - hits - substitutions,
          predictionTokens - hits - substitutions);
    }

    int errors() {
      return substitutions + deletions + insertions;
    }

    /** Scores an item with what word information preserved is made of. */
    void setPreserved(ScoreColumn out, int item) {
      out.setProduct(
          item, hits, hits + substitutions + deletions, hits + substitutions + insertions);
    }
  }

  /** What a metric makes of the counts. */
  @FunctionalInterface
  interface Score {
    /** Sets an item. */
    void set(ScoreColumn out, int item, Counts counts);
  }

  private final Description description;
  private final Score score;

  private AlignmentMetric(Description description, Score score) {
    this.description = description;
    this.score = score;
  }

  private static Metric count(String name, Direction direction, String definition, Score score) {
    return new AlignmentMetric(
        new Description(
            name,
            "tokens",
            0,
            Double.POSITIVE_INFINITY,
            direction,
            Aggregation.MEAN,
            Set.of(Input.TOKENS),
            definition + "; of several references the nearest counts",
            "both empty: 0; no prediction: as an empty one; no reference: skipped; of equally short"
                + " alignments the one of RapidFuzz's opcodes"),
        score);
  }

  private static Metric rate(
      String name,
      Direction direction,
      Aggregation aggregation,
      String definition,
      String edges,
      Score score) {
    return new AlignmentMetric(
        new Description(
            name,
            "share",
            0,
            1,
            direction,
            aggregation,
            Set.of(Input.TOKENS),
            definition + "; of several references the nearest counts",
            edges + "; no prediction: as an empty one; no reference: skipped"),
        score);
  }

  /** Tokens that stay. */
  static Metric hits() {
    return count(
        "alignment_hits",
        Direction.HIGHER,
        "H: reference tokens that the alignment keeps",
        (out, item, counts) -> out.set(item, counts.hits()));
  }

  /** Tokens that are replaced. */
  static Metric substitutions() {
    return count(
        "alignment_substitutions",
        Direction.LOWER,
        "S: reference tokens replaced by another",
        (out, item, counts) -> out.set(item, counts.substitutions()));
  }

  /** Reference tokens that the prediction lacks. */
  static Metric deletions() {
    return count(
        "alignment_deletions",
        Direction.LOWER,
        "D: reference tokens that the prediction lacks",
        (out, item, counts) -> out.set(item, counts.deletions()));
  }

  /** Prediction tokens that the reference lacks. */
  static Metric insertions() {
    return count(
        "alignment_insertions",
        Direction.LOWER,
        "I: prediction tokens that the reference lacks",
        (out, item, counts) -> out.set(item, counts.insertions()));
  }

  /** Match error rate. */
  static Metric matchErrorRate() {
    return rate(
        "mer",
        Direction.LOWER,
        Aggregation.RATIO,
        "(S + D + I) / (H + S + D + I); corpus: on summed counts",
        "both empty: 0; one empty: 1",
        (out, item, counts) ->
            out.setRatio(item, counts.errors(), counts.hits() + counts.errors()));
  }

  /** Word information lost. */
  static Metric informationLost() {
    return rate(
        "wil",
        Direction.LOWER,
        Aggregation.PRODUCT_LOST,
        "1 - wip; corpus: on summed counts",
        "both empty: 0; one empty: 1",
        (out, item, counts) -> counts.setPreserved(out, item));
  }

  /** Word information preserved. */
  static Metric informationPreserved() {
    return rate(
        "wip",
        Direction.HIGHER,
        Aggregation.PRODUCT,
        "(H / reference tokens) * (H / prediction tokens); corpus: on summed counts",
        "both empty: 1; one empty: 0",
        (out, item, counts) -> counts.setPreserved(out, item));
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
    int[] distances = scratch.editDistances(batch, kernels);
    int[] hits = scratch.alignmentHits(batch, kernels);
    for (int item = 0; item < batch.items(); item++) {
      if (!batch.hasReference(item)) {
        out.skip(item, Status.SKIPPED_NO_REFERENCE);
        continue;
      }
      int best = batch.pairStart(item);
      for (int pair = best + 1; pair < batch.pairStart(item + 1); pair++) {
        best = distances[pair] < distances[best] ? pair : best;
      }
      int p = batch.predictions().length(best);
      int r = batch.references().length(best);
      score.set(out, item, Counts.of(p, r, distances[best], hits[best]));
    }
  }
}
