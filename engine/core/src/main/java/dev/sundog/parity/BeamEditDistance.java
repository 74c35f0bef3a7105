// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.BatchCounts;
import dev.sundog.metric.Metric;
import dev.sundog.metric.PairMetric;
import dev.sundog.metric.ScoreBuffer;
import java.util.Arrays;

/**
 * The edit distance of torchmetrics: of row i of the matrix only the cells near column i ·
 * (reference tokens / prediction tokens) are filled, {@value #BEAM} to the left and fewer than that
 * to the right. The result is too large where prediction and reference are shifted by more.
 *
 * <p>The beam is that of tercom (Snover, M. et al., "A study of translation edit rate with targeted
 * human annotation", 2006) by way of sacrebleu.
 */
final class BeamEditDistance implements Metric {
  private static final int BEAM = 25;

  /** Larger than any distance, and far from overflow. */
  private static final int NEVER = Integer.MAX_VALUE / 2;

  private final PairMetric metric;

  BeamEditDistance(Description description) {
    metric =
        PairMetric.ofCount(
            description,
            (counts, batch, kernels) -> counts.state(this, Rows.class, Rows::new).distances(batch));
  }

  @Override
  public Description description() {
    return metric.description();
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    metric.score(batch, kernels, counts, out);
  }

  /** Two rows of the matrix, and the distances of a batch, reused. */
  static final class Rows implements BatchCounts.State {
    private int[] distances = {};
    private int[] above = {};
    private int[] cells = {};

    private int[] distances(SequenceBatch batch) {
      if (distances.length < batch.pairs()) {
        distances = new int[batch.pairs()];
      }
      for (int pair = 0; pair < batch.pairs(); pair++) {
        distances[pair] = distance(batch.predictions(), batch.references(), pair);
      }
      return distances;
    }

    /** The distance along the beam. */
    int distance(TokenColumn predictions, TokenColumn references, int pair) {
      int p = predictions.length(pair);
      int r = references.length(pair);
      double ratio = p == 0 ? 1 : (double) r / p;
      int beam = ratio / 2 > BEAM ? (int) Math.ceil(ratio / 2 + BEAM) : BEAM;
      if (above.length <= r) {
        above = new int[r + 1];
        cells = new int[r + 1];
      }
      for (int column = 0; column <= r; column++) {
        above[column] = column;
      }
      for (int row = 1; row <= p; row++) {
        int middle = (int) Math.floor(row * ratio);
        int from = Math.max(0, middle - beam);
        int to = row == p ? r + 1 : Math.min(r + 1, middle + beam);
        Arrays.fill(cells, 0, r + 1, NEVER);
        int token = predictions.token(pair, row - 1);
        for (int column = from; column < to; column++) {
          if (column == 0) {
            cells[0] = above[0] + 1;
          } else {
            int change = token == references.token(pair, column - 1) ? 0 : 1;
            int least = Math.min(above[column - 1] + change, above[column] + 1);
            cells[column] = Math.min(NEVER, Math.min(least, cells[column - 1] + 1));
          }
        }
        int[] filled = cells;
        cells = above;
        above = filled;
      }
      return above[r];
    }

    @Override
    public void close() {}
  }
}
