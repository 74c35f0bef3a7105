// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import dev.sundog.metric.Direction;
import dev.sundog.metric.PublishedMetrics;
import java.util.List;

/** Metrics of published tables, by their names. */
final class MetricName {
  /** Longer names first, so that {@code acc_norm} is not taken for {@code norm}. */
  private static final List<String> KNOWN =
      List.of(
          "multiple_choice_grade",
          "target_log_likelihood",
          "text_exact_match",
          "exact_str_match",
          "word_perplexity",
          "byte_perplexity",
          "exact_match",
          "brier_score",
          "perplexity",
          "acc_norm",
          "accuracy",
          "rouge_l",
          "rouge1",
          "bleu",
          "chrf",
          "acc",
          "ppl",
          "f1",
          "em");

  private MetricName() {}

  static boolean lowerIsBetter(String metric) {
    return PublishedMetrics.direction(metric) == Direction.LOWER;
  }

  /** The metric at the end of a column's name such as {@code arithmetic_3da_2_acc}, or "". */
  static String atEndOf(String column) {
    for (String metric : KNOWN) {
      if (column.endsWith("_" + metric)) {
        return metric;
      }
    }
    return "";
  }
}
