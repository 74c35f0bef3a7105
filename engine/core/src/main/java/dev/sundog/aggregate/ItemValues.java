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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every item's sufficient statistics in the order of the input: what quantiles, bootstrap intervals
 * and calibration are made of. Takes 8 bytes an item for each metric that is a plain mean, 16 for
 * each ratio, and 4 for the group where there are groups.
 */
public final class ItemValues {
  private final List<Metric> metrics;
  private final AggregateOptions options;
  private final GroupKeys keys;
  private final int bytesPerItem;
  private final long mostItems;
  private final List<Part> parts = new ArrayList<>();
  private final Map<GroupKeys, int[]> knownCodes = new HashMap<>();

  /** One batch's values, and its groups by the batch's own codes. */
  public static final class Part {
    private final int items;
    private final GroupKeys keys;
    private final int[] groups;
    private final double[] @Nullable [] numerators;
    private final double[] @Nullable [] weights;
    private final double[] @Nullable [] secondWeights;

    private Part(SequenceBatch batch, int metrics, boolean grouped) {
      items = batch.items();
      keys = batch.groupKeys();
      groups = new int[grouped ? items : 0];
      Arrays.setAll(groups, batch::group);
      numerators = new double[metrics][];
      weights = new double[metrics][];
      secondWeights = new double[metrics][];
    }
  }

  /**
   * No values yet.
   *
   * @param metrics the metrics, in the order of the columns given to {@link #copy}
   * @param options what they are kept for
   * @param keyNames names of the parts of a group's key
   * @param keptBytes bytes beyond which the run is refused
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

  /**
   * Copies a batch's scores. Any thread may.
   *
   * @param firstItem items before this batch
   * @param batch the items
   * @param scores one column per metric
   * @throws LimitExceededException if all items up to the end of this batch would take more than
   *     may be kept
   */
  public Part copy(long firstItem, SequenceBatch batch, List<ScoreColumn> scores) {
    int items = batch.items();
    if (firstItem + items > mostItems) {
      throw new LimitExceededException(
          "values of single items, for quantiles, bootstrap or calibration",
          mostItems + 1,
          -1,
          Limit.KEPT_BYTES,
          bytesPerItem + " bytes an item, so at most " + mostItems + " items");
    }
    Part part = new Part(batch, metrics.size(), !keys.names().isEmpty());
    for (int metric = 0; metric < metrics.size(); metric++) {
      if (!options.needItems(metrics.get(metric))) {
        continue;
      }
      ScoreColumn column = scores.get(metric);
      double[] numerators = new double[items];
      Arrays.setAll(numerators, item -> column.scored(item) ? column.numerator(item) : Double.NaN);
      part.numerators[metric] = numerators;
      if (!isMean(metrics.get(metric))) {
        double[] weights = new double[items];
        Arrays.setAll(weights, item -> column.scored(item) ? column.weight(item) : 0);
        part.weights[metric] = weights;
      }
      if (isProduct(metrics.get(metric))) {
        double[] weights = new double[items];
        Arrays.setAll(weights, item -> column.scored(item) ? column.secondWeight(item) : 0);
        part.secondWeights[metric] = weights;
      }
    }
    return part;
  }

  /** Appends the next batch of the input; one thread at a time. */
  public void append(Part part) {
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

  /** The values by group. What was kept goes into them: afterwards there is nothing here. */
  GroupedValues byGroup() {
    int[] ends = new int[keys.count()];
    for (Part part : parts) {
      for (int item = 0; item < part.items; item++) {
        ends[group(part, item)]++;
      }
    }
    Arrays.parallelPrefix(ends, Integer::sum);
    double[][] numerators = new double[metrics.size()][];
    double[] @Nullable [] weights = new double[metrics.size()][];
    double[] @Nullable [] secondWeights = new double[metrics.size()][];
    for (int metric = 0; metric < metrics.size(); metric++) {
      boolean kept = options.needItems(metrics.get(metric));
      numerators[metric] = kept ? gather(metric, part -> part.numerators, ends) : new double[0];
      if (kept && !isMean(metrics.get(metric))) {
        weights[metric] = gather(metric, part -> part.weights, ends);
      }
      if (kept && isProduct(metrics.get(metric))) {
        secondWeights[metric] = gather(metric, part -> part.secondWeights, ends);
      }
    }
    parts.clear();
    return new GroupedValues(metrics, options, keys, ends, numerators, weights, secondWeights);
  }

  private static int group(Part part, int item) {
    return part.groups.length == 0 ? 0 : part.groups[item];
  }

  /** One column ordered by group, within a group as in the input; the parts let go of theirs. */
  private double[] gather(int metric, Function<Part, double[] @Nullable []> columnsOf, int[] ends) {
    double[] all = new double[ends.length == 0 ? 0 : ends[ends.length - 1]];
    int[] next = new int[ends.length];
    Arrays.setAll(next, group -> group == 0 ? 0 : ends[group - 1]);
    for (Part part : parts) {
      double[] @Nullable [] columns = columnsOf.apply(part);
      double[] column = columns[metric];
      columns[metric] = null;
      for (int item = 0; column != null && item < part.items; item++) {
        all[next[group(part, item)]++] = column[item];
      }
    }
    return all;
  }
}
