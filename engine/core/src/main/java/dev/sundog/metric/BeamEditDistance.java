package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Arrays;

/**
 * The edit distance as torchmetrics walks it: of row i of the matrix only the cells near column i ·
 * (reference tokens / prediction tokens) are filled, {@value #BEAM} to the left and fewer than that
 * to the right, so that it is too large where the sides are shifted by more. For parity only: it
 * makes a whole matrix of numbers, row by row.
 *
 * <p>The beam is that of tercom (Snover, M. et al., "A study of translation edit rate with targeted
 * human annotation", 2006) by way of sacrebleu.
 */
final class BeamEditDistance extends CountMetric {
  private static final int BEAM = 25;

  /** Larger than any distance, and far from overflow. */
  private static final int NEVER = Integer.MAX_VALUE / 2;

  BeamEditDistance(Description description) {
    super(description);
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    int[] distances = new int[batch.pairs()];
    Arrays.setAll(
        distances,
        pair -> distance(batch.predictions().toArray(pair), batch.references().toArray(pair)));
    return distances;
  }

  /** The distance along the beam. */
  static int distance(int[] prediction, int[] reference) {
    double ratio = prediction.length == 0 ? 1 : (double) reference.length / prediction.length;
    int beam = ratio / 2 > BEAM ? (int) Math.ceil(ratio / 2 + BEAM) : BEAM;
    int[] above = new int[reference.length + 1];
    Arrays.setAll(above, column -> column);
    for (int row = 1; row <= prediction.length; row++) {
      int middle = (int) Math.floor(row * ratio);
      int from = Math.max(0, middle - beam);
      int to =
          row == prediction.length
              ? reference.length + 1
              : Math.min(reference.length + 1, middle + beam);
      int[] cells = new int[reference.length + 1];
      Arrays.fill(cells, NEVER);
      for (int column = from; column < to; column++) {
        if (column == 0) {
          cells[0] = above[0] + 1;
        } else {
          int change = prediction[row - 1] == reference[column - 1] ? 0 : 1;
          int least = Math.min(above[column - 1] + change, above[column] + 1);
          cells[column] = Math.min(NEVER, Math.min(least, cells[column - 1] + 1));
        }
      }
      above = cells;
    }
    return above[reference.length];
  }
}
