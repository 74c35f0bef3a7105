package dev.sundog.metric;

import dev.sundog.metric.Metric.Description;
import dev.sundog.metric.Metric.Input;
import java.util.List;
import java.util.function.Function;

/** Other tools' versions of our metrics: one list a tool, one entry a version. */
final class Tools {
  private static final String WHOLE_HITS = "hits are taken to be max(lengths) - distance";
  private static final String LARGEST = "of several references the largest value counts";
  private static final String RIGHT = "an empty prediction is never right";
  private static final String NO_ERROR = "an empty prediction has no error; " + LARGEST;
  private static final String NORMAL = "in lower case and without ASCII punctuation";
  private static final String ROUGE_WORDS =
      "a prediction without words: 0; words are runs of ASCII letters and digits in lower case";
  private static final String INSERTIONS =
      "an empty reference: the number of insertions, which the corpus value adds over no words";
  private static final String NO_TEXT = "a choice without text is allowed, and never the best";
  private static final String ALONE = "; such an item by itself has no value there";

  /**
   * A tool.
   *
   * @param name its name
   * @param parities metrics that it computes otherwise than we do
   * @param agreed names of ours that it computes the same
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
                ChoiceAccuracy.lmEvalNorm()::as),
            tool.of(
                "acc_bytes",
                "acc_bytes",
                Input.CHOICES,
                Aggregation.MEAN,
                NO_TEXT,
                ChoiceAccuracy.lmEvalBytes()::as),
            tool.of(
                "perplexity",
                "perplexity",
                Input.LOGPROBS,
                Aggregation.EXP_NEGATIVE_RATIO,
                "exp(-mean of the documents' sums), however many tokens they have",
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
                    + "; strings are compared, without white space at the ends; of choices that tie"
                    + " the share of right ones",
                theirs ->
                    new HelmChoices.ExactMatch(helm(theirs, "exact_match", ToolTokens::stripped))),
            tool.text(
                "quasi_exact_match",
                "text_exact_match",
                Aggregation.MEAN,
                RIGHT + "; " + NORMAL + ", articles and runs of white space",
                theirs -> helm(theirs, "exact_match", ToolTokens::quasi)),
            tool.text(
                "prefix_exact_match",
                "prefix_match",
                Aggregation.MEAN,
                RIGHT + "; strings are compared, so that half a word is a prefix",
                theirs -> helm(theirs, "prefix_match", ToolTokens::stripped)),
            tool.text(
                "quasi_prefix_exact_match",
                "prefix_match",
                Aggregation.MEAN,
                RIGHT + "; strings are compared, " + NORMAL + ", articles and runs of white space",
                theirs -> helm(theirs, "prefix_match", ToolTokens::quasi)),
            tool.text(
                "rouge_l",
                "rouge_l",
                Aggregation.MEAN,
                ROUGE_WORDS + ", of more than three letters their stems",
                theirs -> rouge(theirs, ToolTokens::rougeStems)),
            tool.text(
                "wer_score",
                "token_error_rate",
                Aggregation.MEAN,
                NO_ERROR + "; words " + NORMAL + "; the mean of the items' rates",
                theirs -> helm(theirs, jiwerRate(), ToolTokens::normalWords)),
            tool.text(
                "mer_score",
                "mer",
                Aggregation.MEAN,
                NO_ERROR + "; words " + NORMAL + "; the mean of the items' rates",
                theirs -> helm(theirs, "mer", ToolTokens::normalWords)),
            tool.text(
                "wip_score",
                "wip",
                Aggregation.MEAN,
                "an empty prediction: 0; words " + NORMAL,
                theirs -> helm(theirs, "wip", ToolTokens::normalWords)),
            tool.text(
                "cer_score",
                "token_error_rate",
                Aggregation.MEAN,
                NO_ERROR + "; characters " + NORMAL + "; the mean of the items' rates",
                theirs -> helm(theirs, jiwerRate(), ToolTokens::normalCharacters)),
            tool.of(
                "edit_similarity",
                "edit_similarity",
                Input.TOKENS,
                Aggregation.MEAN,
                "both empty: 0",
                theirs ->
                    new CountParity(
                        theirs,
                        (distance, p, r) -> p + r == 0 ? 0 : 1 - (double) distance / Math.max(p, r),
                        (p, r) -> 1)),
            tool.of(
                "max_prob",
                "choice_confidence",
                Input.CHOICES,
                Aggregation.MEAN,
                "softmax of the log-likelihoods per token, or less those without the question; a"
                    + " choice is the last tokens that HELM's tokenizer makes of its text",
                new HelmChoices.MaxProb()::as)),
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
                Tools::jiwerRate),
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
                "a beam of 25: too large where the sides are shifted by more",
                BeamEditDistance::new),
            tool.of(
                "wer",
                "token_error_rate",
                Input.TOKENS,
                Aggregation.RATIO,
                INSERTIONS + ALONE,
                Tools::jiwerRate),
            tool.text(
                "cer",
                "token_error_rate",
                Aggregation.RATIO,
                "by character, white space included; " + INSERTIONS + ALONE,
                theirs -> rate(theirs, ToolTokens::characters)),
            tool.of(
                "mer",
                "mer",
                Input.TOKENS,
                Aggregation.RATIO,
                WHOLE_HITS + "; both sides may be empty" + ALONE,
                theirs ->
                    new CountParity(
                        theirs,
                        (distance, p, r) -> distance,
                        (p, r) -> p + r == 0 ? Double.NaN : Math.max(p, r))),
            tool.of(
                "wip",
                "wip",
                Input.TOKENS,
                Aggregation.PRODUCT,
                WHOLE_HITS + "; a side may be empty" + ALONE,
                Tools::wholeHits),
            tool.of(
                "wil",
                "wil",
                Input.TOKENS,
                Aggregation.PRODUCT_LOST,
                WHOLE_HITS + "; a side may be empty" + ALONE,
                Tools::wholeHits)),
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
                "words at spaces and runs of white space, by jiwer; " + INSERTIONS,
                theirs -> rate(theirs, ToolTokens::jiwerWords)),
            tool.characters("characters without white space at the ends, by jiwer; " + INSERTIONS),
            tool.text(
                "rougeL",
                "rouge_l",
                Aggregation.MEAN,
                ROUGE_WORDS + "; the corpus value there is the median of a bootstrap",
                theirs -> rouge(theirs, ToolTokens::rougeWords))),
        List.of("perplexity_per_item"));
  }

  private static Metric helm(
      Description theirs, String metric, Function<String, List<String>> tokens) {
    return helm(theirs, Metrics.named(metric), tokens);
  }

  private static Metric helm(
      Description theirs, Metric metric, Function<String, List<String>> tokens) {
    return new RetokenizedMetric(theirs, metric, tokens, true, String::isEmpty);
  }

  private static Metric rouge(Description theirs, Function<String, List<String>> tokens) {
    return new RetokenizedMetric(
        theirs,
        Metrics.named("rouge_l"),
        tokens,
        true,
        text -> ToolTokens.rougeWords(text).isEmpty());
  }

  private static Metric jiwerRate() {
    return jiwerRate(Metrics.named("token_error_rate").description());
  }

  private static Metric jiwerRate(Description description) {
    return new CountParity(description, (distance, p, r) -> distance, (p, r) -> r);
  }

  /** Errors per token of the tool, several references by the nearest. */
  static Metric rate(Description theirs, Function<String, List<String>> tokens) {
    return new RetokenizedMetric(theirs, jiwerRate(), tokens, false, text -> false);
  }

  private static Metric wholeHits(Description theirs) {
    return new CountParity(
        theirs, (distance, p, r) -> Math.max(p, r) - distance, (p, r) -> r, (p, r) -> p);
  }
}
