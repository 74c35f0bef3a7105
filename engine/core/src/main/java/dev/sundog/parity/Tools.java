// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric.Input;
import dev.sundog.metric.Metrics;
import java.util.List;

/** Other tools' versions of our metrics: one list per tool, one entry per version. */
final class Tools {
  private static final String WHOLE_HITS = "hits are computed as max(lengths) - distance";
  private static final String LARGEST = "several references: the largest value";
  private static final String RIGHT = "an empty prediction: 0";
  private static final String NO_ERROR = "an empty prediction: 0; " + LARGEST;
  private static final String NORMAL = "in lower case and without ASCII punctuation";
  private static final String ROUGE_WORDS =
      "a prediction without words: 0; words are runs of ASCII letters and digits in lower case";
  private static final String INSERTIONS =
      "an empty reference: the number of insertions, added to the corpus value with 0 words";
  private static final String NO_TEXT = "a choice without text is allowed and never chosen";
  private static final String ALONE = "; such an item alone has no value in the tool";

  /**
   * A tool.
   *
   * @param name its name
   * @param parities its versions that differ from ours
   * @param agreed names of our metrics that it computes the same
   */
  record Tool(String name, List<Parity> parities, List<String> agreed) {}

  /** The tools, as of HELM 0.5.16, lm-eval 0.4.13, jiwer 4.0, torchmetrics 1.9, evaluate 0.4. */
  static final List<Tool> ALL = List.of(lmEval(), helm(), jiwer(), torchmetrics(), evaluate());

  private Tools() {}

  private static Tool lmEval() {
    ToolEntry tool = new ToolEntry("lm-eval");
    return new Tool(
        tool.name(),
        List.of(
            tool.sameString(),
            tool.of(
                "acc_norm",
                "acc_norm",
                Input.CHOICES,
                Aggregation.MEAN,
                NO_TEXT,
                ToolMetrics.choices(LmEvalRank.PER_CHARACTER)),
            tool.of(
                "acc_bytes",
                "acc_bytes",
                Input.CHOICES,
                Aggregation.MEAN,
                NO_TEXT,
                ToolMetrics.choices(LmEvalRank.PER_BYTE)),
            tool.of(
                "perplexity",
                "perplexity",
                Input.LOGPROBS,
                Aggregation.EXP_NEGATIVE_RATIO,
                "exp(-mean of the documents' sums), whatever their number of tokens",
                Metrics.named("perplexity_per_document")::as)),
        List.of(
            "acc",
            "acc_mutual_info",
            "brier_score",
            "word_perplexity",
            "byte_perplexity",
            "bits_per_byte"));
  }

  private static Tool helm() {
    ToolEntry tool = new ToolEntry("helm");
    return new Tool(
        tool.name(),
        List.of(
            tool.text(
                "exact_match",
                "exact_match",
                Aggregation.MEAN,
                RIGHT
                    + "; strings are compared, without white space at the ends; choices that tie:"
                    + " the share of right ones",
                theirs ->
                    new HelmChoices.ExactMatch(
                        ToolMetrics.helm(theirs, "exact_match", ToolTokens::stripped))),
            tool.text(
                "quasi_exact_match",
                "text_exact_match",
                Aggregation.MEAN,
                RIGHT + "; " + NORMAL + ", articles and runs of white space",
                theirs -> ToolMetrics.helm(theirs, "exact_match", ToolTokens::quasi)),
            tool.text(
                "prefix_exact_match",
                "prefix_match",
                Aggregation.MEAN,
                RIGHT + "; strings are compared, so part of a word can be a prefix",
                theirs -> ToolMetrics.helm(theirs, "prefix_match", ToolTokens::stripped)),
            tool.text(
                "quasi_prefix_exact_match",
                "prefix_match",
                Aggregation.MEAN,
                RIGHT + "; strings are compared, " + NORMAL + ", articles and runs of white space",
                theirs -> ToolMetrics.helm(theirs, "prefix_match", ToolTokens::quasi)),
            tool.text(
                "rouge_l",
                "rouge_l",
                Aggregation.MEAN,
                ROUGE_WORDS + "; words of more than three letters are stemmed",
                theirs -> ToolMetrics.rouge(theirs, ToolTokens::rougeStems)),
            tool.text(
                "wer_score",
                "token_error_rate",
                Aggregation.MEAN,
                NO_ERROR + "; words " + NORMAL + "; the mean of the items' rates",
                theirs ->
                    ToolMetrics.helm(theirs, ToolMetrics.jiwerRate(), ToolTokens::normalWords)),
            tool.text(
                "mer_score",
                "mer",
                Aggregation.MEAN,
                NO_ERROR + "; words " + NORMAL + "; the mean of the items' rates",
                theirs -> ToolMetrics.helm(theirs, "mer", ToolTokens::normalWords)),
            tool.text(
                "wip_score",
                "wip",
                Aggregation.MEAN,
                "an empty prediction: 0; words " + NORMAL,
                theirs -> ToolMetrics.helm(theirs, "wip", ToolTokens::normalWords)),
            tool.text(
                "cer_score",
                "token_error_rate",
                Aggregation.MEAN,
                NO_ERROR + "; characters " + NORMAL + "; the mean of the items' rates",
                theirs ->
                    ToolMetrics.helm(
                        theirs, ToolMetrics.jiwerRate(), ToolTokens::normalCharacters)),
            tool.of(
                "edit_similarity",
                "edit_similarity",
                Input.TOKENS,
                Aggregation.MEAN,
                "both empty: 0",
                theirs ->
                    ToolMetrics.edits(
                        theirs,
                        (distance, p, r) ->
                            p + r == 0 ? 0 : 1 - (double) distance / Math.max(p, r))),
            tool.of(
                "max_prob",
                "choice_confidence",
                Input.CHOICES,
                Aggregation.MEAN,
                "softmax of the log-likelihoods per token, or minus those without the question; a"
                    + " choice is the last tokens of its text under HELM's tokenizer, which must be"
                    + " chosen for the dump",
                HelmChoices::maxProb)),
        List.of(
            "logprob_sum", "perplexity", "bits_per_byte", "sequence_probability", "token_count"));
  }

  private static Tool jiwer() {
    ToolEntry tool = new ToolEntry("jiwer");
    return new Tool(
        tool.name(),
        List.of(
            tool.of(
                "wer",
                "token_error_rate",
                Input.TOKENS,
                Aggregation.RATIO,
                INSERTIONS,
                ToolMetrics::jiwerRate),
            tool.characters("by character, without white space at the ends; " + INSERTIONS)),
        List.of(
            "mer",
            "wil",
            "wip",
            "alignment_hits",
            "alignment_substitutions",
            "alignment_deletions",
            "alignment_insertions"));
  }

  private static Tool torchmetrics() {
    ToolEntry tool = new ToolEntry("torchmetrics");
    return new Tool(
        tool.name(),
        List.of(
            tool.of(
                "edit_distance",
                "token_edit_distance",
                Input.TOKENS,
                Aggregation.MEAN,
                "a beam of 25: too large where prediction and reference are shifted by more",
                BeamEditDistance::new),
            tool.of(
                "wer",
                "token_error_rate",
                Input.TOKENS,
                Aggregation.RATIO,
                INSERTIONS + ALONE,
                ToolMetrics::jiwerRate),
            tool.text(
                "cer",
                "token_error_rate",
                Aggregation.RATIO,
                "by character, white space included; " + INSERTIONS + ALONE,
                theirs -> ToolMetrics.rate(theirs, ToolTokens::characters)),
            tool.of(
                "mer",
                "mer",
                Input.TOKENS,
                Aggregation.RATIO,
                WHOLE_HITS + "; both may be empty" + ALONE,
                theirs ->
                    ToolMetrics.edits(theirs, (distance, p, r) -> distance)
                        .over((p, r) -> p + r == 0 ? Double.NaN : Math.max(p, r))),
            tool.of(
                "wip",
                "wip",
                Input.TOKENS,
                Aggregation.PRODUCT,
                WHOLE_HITS + "; either may be empty" + ALONE,
                ToolMetrics::wholeHits),
            tool.of(
                "wil",
                "wil",
                Input.TOKENS,
                Aggregation.PRODUCT_LOST,
                WHOLE_HITS + "; either may be empty" + ALONE,
                ToolMetrics::wholeHits)),
        List.of("perplexity"));
  }

  private static Tool evaluate() {
    ToolEntry tool = new ToolEntry("evaluate");
    return new Tool(
        tool.name(),
        List.of(
            tool.sameString(),
            tool.text(
                "wer",
                "token_error_rate",
                Aggregation.RATIO,
                "words separated by spaces and runs of white space, by jiwer; " + INSERTIONS,
                theirs -> ToolMetrics.rate(theirs, ToolTokens::jiwerWords)),
            tool.characters("characters without white space at the ends, by jiwer; " + INSERTIONS),
            tool.text(
                "rougeL",
                "rouge_l",
                Aggregation.MEAN,
                ROUGE_WORDS + "; the tool's corpus value is the median of a bootstrap",
                theirs -> ToolMetrics.rouge(theirs, ToolTokens::rougeWords))),
        List.of("perplexity_per_item"));
  }
}
