package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.DumpFormat;
import dev.sundog.dump.DumpOptions;
import dev.sundog.dump.DumpSource;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.InputLimits;
import dev.sundog.dump.text.Tokenizer;
import dev.sundog.text.Normalizer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How dumps are read: options that all commands with dumps share. */
@Command
final class InputOptions {
  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "auto, jsonl, json, text, sdog, lm-eval, helm, openai-batch, vllm, gltr. Default: auto")
  private String format = DumpFormat.AUTO.label();

  @Option(
      names = "--records",
      paramLabel = "PATH",
      description = "The array of records inside a whole-file JSON.")
  private @Nullable String records;

  @Option(
      names = "--prediction",
      paramLabel = "PATH",
      description =
          "The model's answer in a record: token ids or a text. A PATH is names and numbers joined"
              + " by dots (choices.0.text); with --format text, a file.")
  private @Nullable String prediction;

  @Option(
      names = "--reference",
      paramLabel = "PATH",
      description = "What is right: token ids, a text, or several of either.")
  private @Nullable String reference;

  @Option(
      names = "--logprobs",
      paramLabel = "PATH",
      description = "Log-probs of the item's tokens, in nats.")
  private @Nullable String logprobs;

  @Option(names = "--id", paramLabel = "PATH", description = "The item's name.")
  private @Nullable String id;

  @Option(
      names = "--by",
      paramLabel = "PATH",
      split = ",",
      description = "Group by these values; @length is the reference's number of tokens.")
  private List<String> by = List.of();

  @Option(
      names = "--extract",
      paramLabel = "REGEX",
      description = "Both texts become group 1 of the last match; no match is no prediction.")
  private @Nullable String extract;

  @Option(
      names = "--extract-prediction",
      paramLabel = "REGEX",
      description = "The same for predictions only.")
  private @Nullable String extractPrediction;

  @Option(
      names = "--extract-reference",
      paramLabel = "REGEX",
      description = "The same for references only.")
  private @Nullable String extractReference;

  @Option(
      names = "--normalize",
      paramLabel = "STEP,...",
      description =
          "strip, case, punctuation, numbers, articles, whitespace, drop=CHARS; done in this order"
              + " before texts are compared or cut into tokens.")
  private @Nullable String normalize;

  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      description =
          "How texts become tokens: ids, whitespace, chars, bytes, r50k_base, p50k_base,"
              + " cl100k_base, o200k_base. Default: whitespace")
  private String tokenizer = Tokenizer.WHITESPACE.label();

  @Option(
      names = "--filter",
      paramLabel = "NAME",
      description = "Which of lm-eval's filters counts, where a file holds several.")
  private @Nullable String filter;

  @Option(
      names = "--recover",
      description =
          "Read a native dump whose writer was stopped as far as it is whole, and say what is"
              + " lost.")
  private boolean recover;

  /**
   * The options as the readers take them.
   *
   * @throws UsageException if a name is unknown or options contradict each other
   */
  DumpOptions options(InputLimits limits) {
    if (extract != null && (extractPrediction != null || extractReference != null)) {
      throw new UsageException(
          "--extract is for both sides: give it alone, or --extract-prediction and"
              + " --extract-reference");
    }
    try {
      return new DumpOptions(
          DumpFormat.named(format),
          records,
          prediction,
          reference,
          logprobs,
          id,
          by,
          extract == null ? extractPrediction : extract,
          extract == null ? extractReference : extract,
          normalize == null ? List.of() : Normalizer.parse(normalize),
          Tokenizer.named(tokenizer),
          filter,
          limits,
          recover);
    } catch (IllegalArgumentException e) {
      throw UsageException.of(e);
    }
  }

  /**
   * The records of dumps.
   *
   * @throws UsageException if options contradict each other or the dumps
   */
  static DumpSource open(List<Path> dumps, DumpOptions options, BatchLimits limits) {
    try {
      return Dumps.open(dumps, options, limits);
    } catch (IllegalArgumentException e) {
      throw UsageException.of(e);
    }
  }

  /** Whether the user said where log-probs are. */
  boolean hasLogprobs() {
    return logprobs != null;
  }
}
