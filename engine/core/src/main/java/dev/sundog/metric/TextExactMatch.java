// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Exact match of normalised texts. */
final class TextExactMatch implements Metric {
  private static final Description DESCRIPTION =
      new Description(
          "text_exact_match",
          "exact match of texts",
          Range.BINARY,
          Direction.HIGHER,
          Kind.SHARP,
          Aggregation.MEAN,
          Set.of(Input.TEXTS),
          new Definition(
              "1 if the texts are equal after the chosen normalisers, else 0; several references:"
                  + " max",
              "both empty: 1; no prediction: 0; no reference, or token ids only: skipped"));

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    TokenColumn predictions = batch.predictionTexts();
    TokenColumn references = batch.referenceTexts();
    if (predictions != null && references != null) {
      int[] same = counts.textExactMatches(predictions, references, kernels);
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
      return;
    }
    for (int item = 0; item < batch.items(); item++) {
      if (!batch.hasReference(item)) {
        out.skip(item, Status.SKIPPED_NO_REFERENCE);
      } else if (references == null) {
        out.skip(item, Status.SKIPPED_NO_TEXT);
      } else {
        out.set(item, 0);
      }
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
