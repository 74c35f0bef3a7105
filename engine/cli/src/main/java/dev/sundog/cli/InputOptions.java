package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.ChoicePaths;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.spec.LogitsNames;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.text.Normalizer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How dumps are read: options that all commands with dumps share. */
@Command
final class InputOptions {
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "auto, jsonl, json, text, trn, sdog, npy, safetensors, lm-eval, helm, openai-batch,"
              + " vllm, gltr. Default: auto")
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
              + " by dots (choices.0.text); with --format text or trn, a file.")
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

  @Option(
      names = "--choices",
      paramLabel = "PATH",
      description =
          "The item's choices: an array of their log-likelihoods in nats, or of objects with a"
              + " logprob, and if known text, tokens, chars, bytes, unconditional, target.")
  private @Nullable String choices;

  @Option(
      names = "--gold",
      paramLabel = "PATH",
      description =
          "The right choice: its number from 0, its text, its letter, or an array of a weight for"
              + " each. Default: gold, or the choices' target")
  private @Nullable String gold;

  @Option(
      names = "--choice-texts",
      paramLabel = "PATH",
      description = "Array of the choices' texts. Default: choice_texts, if there is one")
  private @Nullable String choiceTexts;

  @Option(
      names = "--choice-tokens",
      paramLabel = "PATH",
      description =
          "Array of the choices' numbers of tokens. Default: choice_tokens, if there is one")
  private @Nullable String choiceTokens;

  @Option(
      names = "--choice-unconditional",
      paramLabel = "PATH",
      description =
          "Array of the choices' log-likelihoods without the question. Default:"
              + " choice_unconditional, if there is one")
  private @Nullable String choiceUnconditional;

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
      names = "--logits",
      paramLabel = "NAME",
      description =
          "The tensor of logits in a safetensors file: [rows, vocabulary], or [items, rows,"
              + " vocabulary]. Default: logits")
  private @Nullable String logits;

  @Option(
      names = "--targets",
      paramLabel = "NAME",
      description =
          "The token that each row of logits predicts: a .npy file of integers, or a tensor of the"
              + " safetensors file; of several .npy files of logits a folder with one under the"
              + " name of each. A negative one (-100) is padding. Default: the tensor targets")
  private @Nullable String targets;

  @Option(
      names = "--item-lengths",
      paramLabel = "NAME",
      description =
          "Rows of each item, a .npy file (or folder) or a tensor, where logits are [rows,"
              + " vocabulary]. Without it all rows of a file are one item.")
  private @Nullable String itemLengths;

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
  DumpSpec options(InputLimits limits) {
    if (extract != null && (extractPrediction != null || extractReference != null)) {
      throw new UsageException(
          "--extract is for both sides: give it alone, or --extract-prediction and"
              + " --extract-reference");
    }
    return UsageException.checked(() ->
        new DumpSpec(
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
            new ChoicePaths(choices, gold, choiceTexts, choiceTokens, choiceUnconditional),
            new LogitsNames(logits, targets, itemLengths),
            limits,
            recover));
  }

  /**
   * The records of dumps.
   *
   * @throws UsageException if options contradict each other or the dumps
   */
  static DumpSource open(List<Path> dumps, DumpSpec options, BatchLimits limits) {
    List<Path> files = dumps.stream().map(InputOptions::file).toList();
    return UsageException.checked(() -> Dumps.open(files, options, limits));
  }

  /** The file that a user means: {@code -} is standard input. */
  private static Path file(Path dump) {
    return dump.toString().equals("-") ? STANDARD_INPUT : dump;
  }

  /** Whether the user said where log-probs are. */
  boolean hasLogprobs() {
    return logprobs != null;
  }
}
