// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Direction and kind of metrics that Sundog reads by name from other tools' files: published
 * tables, HELM's statistics. Names that Sundog computes itself are described by {@link Metrics}.
 */
public final class PublishedMetrics {
  /**
   * Metrics of other tools.
   *
   * @param direction which values are better
   * @param kind sharp, smooth or neither
   * @param names lower-case names; {@code *} at an end matches anything
   */
  private record Family(Direction direction, Metric.Kind kind, List<String> names) {
    private boolean has(String name) {
      return names.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
      if (pattern.endsWith("*")) {
        return name.startsWith(pattern.substring(0, pattern.length() - 1));
      }
      return pattern.startsWith("*") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
    }
  }

  private static final List<Family> OTHERS =
      List.of(
          new Family(
              Direction.HIGHER,
              Metric.Kind.SHARP,
              List.of(
                  "*exact_match",
                  "exact_str_match",
                  "subset_accuracy",
                  "reconstruction",
                  "all_of_k",
                  "em",
                  "accuracy")),
          new Family(Direction.HIGHER, Metric.Kind.SMOOTH, List.of("bleu*", "label_accuracy")),
          new Family(Direction.LOWER, Metric.Kind.SMOOTH, List.of("ppl", "squared_error")),
          new Family(
              Direction.HIGHER,
              Metric.Kind.OTHER,
              List.of(
                  "rouge*", "wip_score", "f1_score", "logprob", "logprob_per_byte", "max_prob")),
          new Family(
              Direction.LOWER,
              Metric.Kind.OTHER,
              List.of(
                  "wer",
                  "cer",
                  "ter",
                  "wer_score",
                  "cer_score",
                  "mer_score",
                  "wil_score",
                  "edit_distance",
                  "expected_calibration_error",
                  "loss")));

  private PublishedMetrics() {}

  /** Which values of a metric are better; neutral for unknown names. Case is ignored. */
  public static Direction direction(String name) {
    Metric own = own(name);
    if (own != null) {
      return own.description().direction();
    }
    Family family = family(name);
    return family == null ? Direction.NEUTRAL : family.direction();
  }

  /** Range of a metric's values; any number for unknown names. Case is ignored. */
  public static Metric.Range range(String name) {
    Metric own = own(name);
    if (own != null && own.description().range().equals(Metric.Range.BINARY)) {
      return Metric.Range.SHARE; // Another tool may mean a share of several answers.
    }
    if (own != null) {
      return own.description().range();
    }
    return name.toLowerCase(Locale.ROOT).startsWith("pass@")
        ? Metric.Range.SHARE
        : new Metric.Range("as given", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Whether a metric is sharp or smooth; other for unknown names. Case is ignored. */
  public static Metric.Kind kind(String name) {
    Metric own = own(name);
    if (own != null) {
      return own.description().kind();
    }
    Family family = family(name);
    return family == null ? Metric.Kind.OTHER : family.kind();
  }

  private static @Nullable Metric own(String name) {
    for (Metric metric : Metrics.all()) {
      if (metric.name().equalsIgnoreCase(name)) {
        return metric;
      }
    }
    return null;
  }

  private static @Nullable Family family(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return OTHERS.stream().filter(family -> family.has(lower)).findFirst().orElse(null);
  }
}
