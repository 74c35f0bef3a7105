// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every item's sufficient statistics in the order of the input: the input of quantiles, bootstrap
 * intervals and calibration. Takes 8 bytes an item for each metric that is a plain mean, 16 for
 * each ratio, 24 for each product, and 4 for the group where there are groups.
 *
 * <p>Bytes of {@link #encode}, little-endian: magic number {@code SDIV} and version 1 (32 bits
 * each); names of the parts of a group's key; names of the metrics; keys of the groups; number of
 * parts (32 bits); per part the number of its first item (64 bits), its number of items (32 bits),
 * a group per item (32 bits each, absent without groups), and the kept columns (float64 per item).
 * Lists and texts are as in {@link Aggregator}.
 */
public final class ItemValues {
  private static final int MAGIC = 0x56494453;
  private static final int VERSION = 1;

  private final List<Metric> metrics;
  private final AggregateOptions options;
  private final GroupKeys keys;
  private final int bytesPerItem;
  private final long mostItems;
  private final List<ItemPart> parts = new ArrayList<>();
  private final Map<GroupKeys, int[]> knownCodes = new HashMap<>();

  /**
   * No values.
   *
   * @param metrics the metrics, in the order of the columns given to {@link #copy}
   * @param options the figures that need the values
   * @param keyNames names of the parts of a group's key
   * @param keptBytes largest number of bytes to keep
   */
  public ItemValues(
      List<Metric> metrics, AggregateOptions options, List<String> keyNames, long keptBytes) {
    this.metrics = metrics;
    this.options = options;
    keys = new GroupKeys(keyNames);
    bytesPerItem =
        metrics.stream()
                .filter(options::needItems)
                .mapToInt(metric -> isMean(metric) ? 8 : isProduct(metric) ? 24 : 16)
                .sum()
            + (keyNames.isEmpty() ? 0 : 4);
    mostItems = Math.min(keptBytes / Math.max(1, bytesPerItem), Integer.MAX_VALUE - 8);
  }

  private static boolean isMean(Metric metric) {
    return metric.description().aggregation() == Aggregation.MEAN;
  }

  private static boolean isProduct(Metric metric) {
    return metric.description().aggregation().twoWeights();
  }

  /** Whether a column of an {@link ItemPart} is kept. */
  boolean keeps(int column) {
    Metric metric = metrics.get(column / ItemPart.PER_METRIC);
    return options.needItems(metric)
        && switch (column % ItemPart.PER_METRIC) {
          case 0 -> true;
          case 1 -> !isMean(metric);
          default -> isProduct(metric);
        };
  }

  int metrics() {
    return metrics.size();
  }

  int bytesPerItem() {
    return bytesPerItem;
  }

  boolean grouped() {
    return !keys.names().isEmpty();
  }

  /**
   * Copies a batch's scores. Any thread may.
   *
   * @param firstItem items before this batch
   * @param batch the items
   * @param scores one column per metric
   * @throws LimitExceededException if all items up to the end of this batch would take more than
   *     may be kept
   */
  public ItemPart copy(long firstItem, SequenceBatch batch, List<ScoreColumn> scores) {
    checkKept(firstItem + batch.items());
    return ItemPart.copy(firstItem, batch, scores, this);
  }

  private void checkKept(long items) {
    if (items > mostItems) {
      throw new LimitExceededException(
          "values of single items, for quantiles, bootstrap or calibration",
          mostItems + 1,
          -1,
          Limit.KEPT_BYTES,
          bytesPerItem + " bytes an item, so at most " + mostItems + " items");
    }
  }

  /** Adds the values of a batch, in any order of batches; one thread at a time. */
  public void add(ItemPart part) {
    for (int item = 0; item < part.groups.length; item++) {
      part.groups[item] = code(part.keys, part.groups[item]);
    }
    parts.add(part);
  }

  private int code(GroupKeys others, int other) {
    int[] known = knownCodes.getOrDefault(others, new int[0]);
    if (other >= known.length) {
      int[] more = IntStream.range(0, others.count()).map(c -> keys.code(others.key(c))).toArray();
      knownCodes.put(others, more);
      known = more;
    }
    return known[other];
  }

  /** The values as bytes, at most 2 GB: see the class comment. */
  public byte[] encode() {
    StateWriter bytes = new StateWriter(MAGIC, VERSION);
    bytes.putTexts(keys.names());
    bytes.putTexts(metrics.stream().map(Metric::name).toList());
    bytes.putInt(keys.count());
    for (int code = 0; code < keys.count(); code++) {
      bytes.putTexts(keys.key(code));
    }
    bytes.putInt(parts.size());
    parts.forEach(part -> part.encode(bytes));
    return bytes.toBytes();
  }

  /**
   * Adds the values from the bytes of {@link #encode}.
   *
   * @param encoded the bytes
   * @param itemsBefore items of the run before those of the encoded values; 0 if they were numbered
   *     through the run
   * @throws IllegalArgumentException if the bytes are of other metrics, key names or another
   *     version, or malformed
   * @throws LimitExceededException if all values would take more bytes than may be kept
   */
  public void merge(byte[] encoded, long itemsBefore) {
    StateReader bytes = new StateReader("item values", encoded, MAGIC, VERSION);
    bytes.expect("the key", keys.names(), bytes.nextTexts());
    bytes.expect(
        "the list of metrics", metrics.stream().map(Metric::name).toList(), bytes.nextTexts());
    GroupKeys own = new GroupKeys(keys.names());
    int groups = bytes.nextSize(Integer.BYTES);
    for (int code = 0; code < groups; code++) {
      List<String> key = bytes.nextTexts();
      bytes.expect("the number of parts of a key", keys.names().size(), key.size());
      bytes.expect("the code of a key", code, own.code(key));
    }
    for (int left = bytes.nextSize(Long.BYTES + Integer.BYTES); left > 0; left--) {
      ItemPart part = ItemPart.decode(bytes, itemsBefore, own, this);
      checkKept(part.firstItem + part.items);
      add(part);
    }
    bytes.end();
  }

  /** The values by group. They are moved out: afterwards this has none. */
  GroupedValues byGroup() {
    parts.sort(Comparator.comparingLong(part -> part.firstItem));
    long next = 0;
    int[] ends = new int[keys.count()];
    for (ItemPart part : parts) {
      if (part.firstItem < next) {
        throw new IllegalStateException("item " + part.firstItem + " was added twice");
      }
      next = part.firstItem + part.items;
      for (int item = 0; item < part.items; item++) {
        ends[group(part, item)]++;
      }
    }
    Arrays.parallelPrefix(ends, Integer::sum);
    double[][] numerators = new double[metrics.size()][];
    double[] @Nullable [] weights = new double[metrics.size()][];
    double[] @Nullable [] secondWeights = new double[metrics.size()][];
    for (int metric = 0; metric < metrics.size(); metric++) {
      int column = ItemPart.PER_METRIC * metric;
      numerators[metric] = keeps(column) ? gather(column, ends) : new double[0];
      weights[metric] = keeps(column + 1) ? gather(column + 1, ends) : null;
      secondWeights[metric] = keeps(column + 2) ? gather(column + 2, ends) : null;
    }
    parts.clear();
    return new GroupedValues(metrics, options, keys, ends, numerators, weights, secondWeights);
  }

  private static int group(ItemPart part, int item) {
    return part.groups.length == 0 ? 0 : part.groups[item];
  }

  /** One column ordered by group, within a group as in the input; moved out of the parts. */
  private double[] gather(int column, int[] ends) {
    double[] all = new double[ends.length == 0 ? 0 : ends[ends.length - 1]];
    int[] next = new int[ends.length];
    Arrays.setAll(next, group -> group == 0 ? 0 : ends[group - 1]);
    for (ItemPart part : parts) {
      double[] values = part.columns[column];
      part.columns[column] = null;
      for (int item = 0; values != null && item < part.items; item++) {
        all[next[group(part, item)]++] = values[item];
      }
    }
    return all;
  }
}
