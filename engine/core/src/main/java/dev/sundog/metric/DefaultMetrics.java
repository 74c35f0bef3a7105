// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import java.util.List;

/** Metrics that are scored unless others are chosen, by kind of dump and by analysis. */
public enum DefaultMetrics {
  /** Predictions and references. */
  PAIRS(
      "exact_match",
      "text_exact_match",
      "token_accuracy",
      "token_edit_distance",
      "token_error_rate",
      "edit_similarity"),
  /** Log-probs. */
  LOGPROBS("logprob_mean", "perplexity"),
  /** Choices. */
  CHOICES("acc", "acc_norm", "multiple_choice_grade", "brier_score", "choice_log_loss"),
  /** Rows of logits. */
  LOGITS("logprob_mean", "perplexity", "greedy_match", "target_rank", "entropy", "exact_match"),
  /** Log-probs of a text with the model's own guesses: GLTR. */
  GUESSES("logprob_mean", "perplexity", "token_accuracy"),
  /** Choices that were scored one request each: HELM. */
  CHOICE_REQUESTS("exact_match", "acc", "acc_tokens", "brier_score"),
  /** A paired comparison of two dumps. */
  COMPARISON("exact_match", "token_edit_distance", "token_error_rate", "edit_similarity"),
  /** Scaling curves: a sharp metric and smooth ones. */
  CURVES("exact_match", "token_accuracy", "hamming_distance", "token_edit_distance"),
  /** Scaling curves of a dump that has log-probs, besides {@link #CURVES}. */
  LOGPROB_CURVES("logprob_mean"),
  /** Scaling curves of computed sums. */
  ARITHMETIC("exact_match", "token_accuracy", "token_edit_distance"),
  /** The demonstration. */
  DEMO("exact_match", "token_edit_distance");

  @SuppressWarnings("ImmutableEnumChecker") // The list is immutable.
  private final List<String> names;

  DefaultMetrics(String... names) {
    this.names = List.of(names);
  }

  /** Names of the metrics, in the order in which they are shown. */
  public List<String> names() {
    return names;
  }

  /** The metrics, in the same order. */
  public List<Metric> metrics() {
    return Metrics.named(names);
  }
}
