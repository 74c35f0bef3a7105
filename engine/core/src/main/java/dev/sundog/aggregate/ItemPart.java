// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.ScoreColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One batch's kept values, and its groups by codes of its own keys. */
public final class ItemPart {
  /** Columns per metric: numerators, NaN where they do not count, weights and second weights. */
  static final int PER_METRIC = 3;

  /** Number of the first item in the run. */
  final long firstItem;

  /** Number of items. */
  final int items;

  /** Keys that the groups' codes refer to. */
  final GroupKeys keys;

  /** A code per item; empty without groups. */
  final int[] groups;

  /** The kept columns, null where a column is not kept or was moved out. */
  final double[] @Nullable [] columns;

  private ItemPart(long firstItem, int items, GroupKeys keys, int[] groups, int columns) {
    this.firstItem = firstItem;
    this.items = items;
    this.keys = keys;
    this.groups = groups;
    this.columns = new double[columns][];
  }

  /** A copy of a batch's scores. */
  static ItemPart copy(
      long firstItem, SequenceBatch batch, List<ScoreColumn> scores, ItemValues values) {
    int items = batch.items();
    int[] groups = new int[values.grouped() ? items : 0];
    Arrays.setAll(groups, batch::group);
    ItemPart part =
        new ItemPart(firstItem, items, batch.groupKeys(), groups, PER_METRIC * scores.size());
    for (int column = 0; column < part.columns.length; column++) {
      if (values.keeps(column)) {
        part.columns[column] = copy(scores.get(column / PER_METRIC), column % PER_METRIC, items);
      }
    }
    return part;
  }

  private static double[] copy(ScoreColumn scores, int figure, int items) {
    double[] copy = new double[items];
    for (int item = 0; item < items; item++) {
      double weight = scores.weight(item);
      boolean counts = scores.scored(item) || ScoreColumn.isUnweighted(weight);
      copy[item] =
          switch (figure) {
            case 0 -> counts ? scores.numerator(item) : Double.NaN;
            case 1 -> counts ? weight : 0;
            default -> counts ? scores.secondWeight(item) : 0;
          };
    }
    return copy;
  }

  void encode(StateWriter bytes) {
    bytes.putLong(firstItem);
    bytes.putInt(items);
    for (int group : groups) {
      bytes.putInt(group);
    }
    for (double[] column : columns) {
      for (int item = 0; column != null && item < items; item++) {
        bytes.putDouble(column[item]);
      }
    }
  }

  /** The next part of encoded values, whose keys were read before. */
  static ItemPart decode(StateReader bytes, long itemsBefore, GroupKeys keys, ItemValues values) {
    long first = bytes.nextCount();
    int items = bytes.nextSize(values.bytesPerItem());
    int[] groups = new int[values.grouped() ? items : 0];
    for (int item = 0; item < groups.length; item++) {
      groups[item] = bytes.nextInt();
      if (groups[item] < 0 || groups[item] >= keys.count()) {
        throw bytes.malformed("group " + groups[item] + " of " + keys.count());
      }
    }
    if (first > Long.MAX_VALUE - itemsBefore - items) {
      throw bytes.malformed("first item " + first);
    }
    ItemPart part =
        new ItemPart(itemsBefore + first, items, keys, groups, PER_METRIC * values.metrics());
    for (int column = 0; column < part.columns.length; column++) {
      if (values.keeps(column)) {
        double[] read = new double[items];
        for (int item = 0; item < items; item++) {
          read[item] = bytes.nextDouble();
        }
        part.columns[column] = read;
      }
    }
    return part;
  }
}
