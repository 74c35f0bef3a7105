// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/**
 * A metric of alignment counts: hits H, substitutions S, deletions D and insertions I, where H + S
 * + D = reference tokens, H + S + I = prediction tokens and S + D + I = token edit distance. Of
 * several references the one at the smallest distance counts, the first on ties; a missing
 * prediction is scored as an empty one; an item without a reference is skipped.
 */
final class AlignmentMetric implements Metric {
  /** Scores an item from its counts. */
  @FunctionalInterface
  private interface Score {
    void set(ScoreBuffer out, int item, int hits, int substitutions, int deletions, int insertions);
  }

  private static final Score PRESERVED =
      (out, item, h, s, d, i) -> out.setProduct(item, h, h + s + d, h + s + i);

  private final Description description;
  private final Score score;

  private AlignmentMetric(Description description, Score score) {
    this.description = description;
    this.score = score;
  }

  private static Metric count(
      String name, String displayName, Direction direction, String formula, Score score) {
    return new AlignmentMetric(
        new Description(
            name,
            displayName,
            Range.atLeastZero("tokens"),
            direction,
            Kind.OTHER,
            Aggregation.MEAN,
            Set.of(Input.TOKENS),
            new Definition(
                formula + "; several references: the nearest",
                "both empty: 0; no prediction: scored as empty; no reference: skipped; several"
                    + " alignments of the smallest distance: the one of RapidFuzz's opcodes")),
        score);
  }

  private static Metric rate(
      String name,
      String displayName,
      Direction direction,
      Aggregation aggregation,
      Definition definition,
      Score score) {
    return new AlignmentMetric(
        new Description(
            name,
            displayName,
            Range.SHARE,
            direction,
            Kind.SMOOTH,
            aggregation,
            Set.of(Input.TOKENS),
            new Definition(
                definition.formula() + "; several references: the nearest",
                definition.edges() + "; no prediction: scored as empty; no reference: skipped")),
        score);
  }

  /** Reference tokens that the prediction has. */
  static Metric hits() {
    return count(
        "alignment_hits",
        "hits",
        Direction.HIGHER,
        "H: reference tokens that the alignment keeps",
        (out, item, h, s, d, i) -> out.set(item, h));
  }

  /** Reference tokens that are replaced. */
  static Metric substitutions() {
    return count(
        "alignment_substitutions",
        "substitutions",
        Direction.LOWER,
        "S: reference tokens replaced by another",
        (out, item, h, s, d, i) -> out.set(item, s));
  }

  /** Reference tokens that the prediction lacks. */
  static Metric deletions() {
    return count(
        "alignment_deletions",
        "deletions",
        Direction.LOWER,
        "D: reference tokens missing from the prediction",
        (out, item, h, s, d, i) -> out.set(item, d));
  }

  /** Prediction tokens that the reference lacks. */
  static Metric insertions() {
    return count(
        "alignment_insertions",
        "insertions",
        Direction.LOWER,
        "I: prediction tokens missing from the reference",
        (out, item, h, s, d, i) -> out.set(item, i));
  }

  /** Match error rate. */
  static Metric matchErrorRate() {
    return rate(
        "mer",
        "match error rate",
        Direction.LOWER,
        Aggregation.RATIO,
        new Definition(
            "(S + D + I) / (H + S + D + I); corpus: on summed counts",
            "both empty: 0; one empty: 1"),
        (out, item, h, s, d, i) -> out.setRatio(item, s + d + i, h + s + d + i));
  }

  /** Word information lost. */
  static Metric informationLost() {
    return rate(
        "wil",
        "word information lost",
        Direction.LOWER,
        Aggregation.PRODUCT_LOST,
        new Definition("1 - wip; corpus: on summed counts", "both empty: 0; one empty: 1"),
        PRESERVED);
  }

  /** Word information preserved. */
  static Metric informationPreserved() {
    return rate(
        "wip",
        "word information preserved",
        Direction.HIGHER,
        Aggregation.PRODUCT,
        new Definition(
            "(H / reference tokens) * (H / prediction tokens); corpus: on summed counts",
            "both empty: 1; one empty: 0"),
        PRESERVED);
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    int[] distances = counts.editDistances(batch, kernels);
    int[] hits = counts.alignmentHits(batch, kernels);
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
      int h = hits[best];
      int s = p + r - 2 * h - distances[best];
      score.set(out, item, h, s, r - h - s, p - h - s);
    }
  }
}
