// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of the items that are read, not computed: scores by another tool's metrics, or statistics
 * of logits. On the heap in float64; immutable, valid beyond its batch.
 */
public final class ExternalScoreColumn {
  /** A NaN of its own for items without a score, so that a score that is NaN is kept. */
  private static final double ABSENT = Double.longBitsToDouble(0x7ff8_0000_5d06_0001L);

  private final double[][] scores;

  private ExternalScoreColumn(double[][] scores) {
    this.scores = scores;
  }

  /** Whether an item has a score by the number of its metric; it may be NaN. */
  public boolean has(int metric, int item) {
    return metric < scores.length
        && Double.doubleToRawLongBits(scores[metric][item]) != Double.doubleToRawLongBits(ABSENT);
  }

  /** Score of an item by the number of its metric, or NaN if there is none. */
  public double score(int metric, int item) {
    return metric < scores.length ? scores[metric][item] : Double.NaN;
  }

  /** Growing arrays that collect scores until the batch is finished. */
  static final class Staged {
    private double[][] scores = {};
    private int items;

    /** Bytes of all scores. */
    long byteSize() {
      return (long) Double.BYTES * scores.length * items;
    }

    /** Sets a score of the item that is being written. */
    void set(int metric, double score) {
      if (metric >= scores.length) {
        int old = scores.length;
        scores = Arrays.copyOf(scores, metric + 1);
        for (int added = old; added <= metric; added++) {
          scores[added] = new double[64];
          Arrays.fill(scores[added], ABSENT);
        }
      }
      int room = scores[metric].length;
      if (items >= room) {
        scores[metric] = Arrays.copyOf(scores[metric], Math.max(items + 1, 2 * room));
        Arrays.fill(scores[metric], room, scores[metric].length, ABSENT);
      }
      scores[metric][items] = score;
    }

    void endItem() {
      items++;
    }

    /** Ends items without scores. */
    void endItems(int count) {
      items += count;
    }

    void abandonItem() {
      for (double[] column : scores) {
        if (items < column.length) {
          column[items] = ABSENT;
        }
      }
    }

    void clear() {
      items = 0;
      scores = new double[][] {};
    }

    /** The column of all items ended, or null if none has a score. */
    @Nullable ExternalScoreColumn column() {
      if (scores.length == 0) {
        return null;
      }
      double[][] whole = new double[scores.length][];
      for (int metric = 0; metric < scores.length; metric++) {
        whole[metric] = Arrays.copyOf(scores[metric], items);
        if (items > scores[metric].length) {
          Arrays.fill(whole[metric], scores[metric].length, items, ABSENT);
        }
      }
      return new ExternalScoreColumn(whole);
    }
  }
}
