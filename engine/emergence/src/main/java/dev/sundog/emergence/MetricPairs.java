// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.metric.Metric;
import dev.sundog.metric.Metric.Input;
import dev.sundog.metric.Metrics;
import dev.sundog.metric.PublishedMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Classifies metrics as sharp or smooth and orders the smooth ones. */
public final class MetricPairs {
  /** Built-in smooth metrics, preferred ones first. */
  private static final List<String> PREFERRED = preferred();

  private MetricPairs() {}

  /** Token probabilities first, then metrics of the outputs, of choices, of likelihoods. */
  private static List<String> preferred() {
    List<String> names = new ArrayList<>(TokenProbability.metrics());
    Metrics.all().stream()
        .filter(metric -> metric.description().kind() == Metric.Kind.SMOOTH)
        .sorted(Comparator.comparingInt(MetricPairs::distance))
        .map(Metric::name)
        .filter(name -> !names.contains(name))
        .forEach(names::add);
    return List.copyOf(names);
  }

  private static int distance(Metric metric) {
    List<Input> order = List.of(Input.TOKENS, Input.CHOICES, Input.LOGPROBS);
    return order.stream()
        .filter(metric.description().inputs()::contains)
        .mapToInt(order::indexOf)
        .findFirst()
        .orElse(order.size());
  }

  /** Whether a metric is sharp: all or nothing per item. */
  public static boolean sharp(String metric) {
    return PublishedMetrics.kind(metric) == Metric.Kind.SHARP;
  }

  /** The smooth metrics, preferred ones first, the others in their order. */
  static List<String> smooth(Collection<String> metrics) {
    return metrics.stream()
        .filter(metric -> PublishedMetrics.kind(metric) == Metric.Kind.SMOOTH)
        .sorted(Comparator.comparingInt(MetricPairs::rank))
        .toList();
  }

  private static int rank(String metric) {
    int rank = PREFERRED.indexOf(plain(metric));
    return rank < 0 ? PREFERRED.size() : rank;
  }

  static String plain(String metric) {
    return metric.toLowerCase(Locale.ROOT);
  }
}
