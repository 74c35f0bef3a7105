// SPDX-License-Identifier: Apache-2.0
package dev.sundog.python;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.DefaultMetrics;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.text.Named;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a client wants scored.
 *
 * @param metrics metrics to compute
 * @param spec how texts are read, and group keys
 * @param limits limits on sequences
 * @param threads workers
 * @param columns types of the columns by name, in the order of their buffers
 * @param small whether there is one block, so small that it can't keep its thread for long
 * @param summarized whether the client wants the summary
 */
record Call(
    List<Metric> metrics,
    DumpSpec spec,
    BatchLimits limits,
    int threads,
    Map<String, Shape> columns,
    boolean small,
    boolean summarized) {
  private static final Set<Field> FIELDS =
      Field.union(Field.TEXT_RULES, Set.of(Field.BY, Field.CHOICE_SCALE));
  private static final int MOST_THREADS = 256;

  /**
   * A call of options: names and values in turn.
   *
   * @throws IllegalArgumentException if an option is unknown or its value has no meaning
   */
  static Call of(List<String> options) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (int option = 0; option + 1 < options.size(); option += 2) {
      given
          .computeIfAbsent(options.get(option), name -> new ArrayList<>())
          .add(options.get(option + 1));
    }
    List<String> metrics = taken(given, "metric");
    Map<String, Shape> columns = new LinkedHashMap<>();
    for (String column : taken(given, "column")) {
      int space = column.lastIndexOf(' ');
      columns.put(
          column.substring(0, Math.max(0, space)), Shape.parse(column.substring(space + 1)));
    }
    int threads = threads(taken(given, "threads"));
    boolean small = !taken(given, "small").isEmpty();
    boolean summarized = !taken(given, "summary").isEmpty();
    BatchLimits limits = limits(given);
    DumpSpec spec = spec(given);
    List<Metric> chosen = metrics.isEmpty() ? defaults(columns.keySet()) : Metrics.named(metrics);
    return new Call(chosen, spec, limits, threads, columns, small, summarized);
  }

  private static List<String> taken(Map<String, List<String>> given, String name) {
    List<String> values = given.remove(name);
    return values == null ? List.of() : values;
  }

  private static List<Metric> defaults(Set<String> columns) {
    List<String> names = new ArrayList<>();
    boolean pairs = columns.contains("prediction");
    if (columns.contains("choices") && !pairs) {
      names.addAll(DefaultMetrics.CHOICES.names());
    }
    if (pairs) {
      names.addAll(DefaultMetrics.PAIRS.names());
    }
    if (columns.contains("logprobs")) {
      names.addAll(DefaultMetrics.LOGPROBS.names());
    }
    return Metrics.named(names);
  }

  private static int threads(List<String> values) {
    int threads = values.isEmpty() ? 0 : Integer.parseInt(values.get(0));
    if (threads < 0 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads must be from 1 to " + MOST_THREADS + ", not " + threads);
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private static BatchLimits limits(Map<String, List<String>> given) {
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    BatchLimits usual = BatchLimits.DEFAULT;
    for (Limit limit :
        List.of(Limit.SEQUENCE_TOKENS, Limit.ITEM_REFERENCES, Limit.GROUPS, Limit.BATCH_BYTES)) {
      List<String> value = taken(given, Names.of(limit));
      if (!value.isEmpty()) {
        values.put(limit, Long.valueOf(value.get(0)));
      }
    }
    return new BatchLimits(
        usual.batchItems(),
        values.getOrDefault(Limit.BATCH_BYTES, usual.batchBytes()),
        (int) (long) values.getOrDefault(Limit.SEQUENCE_TOKENS, (long) usual.sequenceTokens()),
        (int) (long) values.getOrDefault(Limit.ITEM_REFERENCES, (long) usual.itemReferences()),
        (int) (long) values.getOrDefault(Limit.GROUPS, (long) usual.groups()),
        usual.keptBytes());
  }

  private static DumpSpec spec(Map<String, List<String>> given) {
    DumpSpec spec = DumpSpec.DEFAULT;
    for (Map.Entry<String, List<String>> option : given.entrySet()) {
      Field field =
          Named.find(
              "option",
              option.getKey(),
              List.copyOf(FIELDS),
              one -> one.name().toLowerCase(Locale.ROOT));
      List<String> values = option.getValue();
      spec =
          switch (field) {
            case BY -> spec.withBy(keys(values));
            case EXTRACT_PREDICTION, EXTRACT_REFERENCE -> spec.withExtract(field, values);
            default -> spec.with(field, values.get(0));
          };
    }
    return spec;
  }

  private static List<String> keys(List<String> by) {
    for (String key : by) {
      if (key.startsWith(DumpSpec.KEY_PREFIX) && !key.equals(DumpSpec.LENGTH)) {
        throw new IllegalArgumentException(
            "the group key " + key + " is one of files. Columns can be grouped by @length");
      }
    }
    return by;
  }
}
