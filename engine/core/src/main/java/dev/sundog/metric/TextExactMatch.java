package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Exact match over normalised texts. */
final class TextExactMatch implements Metric {
  private static final Description DESCRIPTION =
      new Description(
          "text_exact_match",
          "share",
          0,
          1,
          Direction.HIGHER,
          Aggregation.MEAN,
          Set.of(Input.TEXTS),
          "1 if the texts are equal after the normalisers that were named, else 0; several"
              + " references: max",
          "both empty: 1; no prediction: 0; no reference, or token ids only: skipped");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
    TokenColumn predictions = batch.predictionTexts();
    TokenColumn references = batch.referenceTexts();
    if (references == null) {
      skipAll(batch, out);
      return;
    }
    int[] same =
        predictions == null
            ? new int[batch.pairs()]
            : scratch.textExactMatches(predictions, references, kernels);
    if (batch.complete() && batch.pairsAreItems()) {
      out.setCounts(same);
      return;
    }
    for (int item = 0; item < batch.items(); item++) {
      if (batch.hasReference(item)) {
        out.set(item, batch.hasPrediction(item) ? best(batch, item, same) : 0);
      } else {
        out.skip(item, Status.SKIPPED_NO_REFERENCE);
      }
    }
  }

  /** Skips every item of a batch that has no texts to compare with. */
  static void skipAll(SequenceBatch batch, ScoreColumn out) {
    for (int item = 0; item < batch.items(); item++) {
      out.skip(
          item, batch.hasReference(item) ? Status.SKIPPED_NO_TEXT : Status.SKIPPED_NO_REFERENCE);
    }
  }

  private static int best(SequenceBatch batch, int item, int[] same) {
    int best = 0;
    for (int pair = batch.pairStart(item); pair < batch.pairStart(item + 1); pair++) {
      best = Math.max(best, same[pair]);
    }
    return best;
  }
}
