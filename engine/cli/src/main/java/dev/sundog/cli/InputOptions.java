// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.Formats;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.text.Normalizer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of how dumps are read, shared by all commands that read them. */
@Command
final class InputOptions {
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  private static final String AUTO = "auto";

  @Option(
      names = "--format",
      paramLabel = "NAME",
      completionCandidates = FormatNames.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, which detects it")
  private String format = AUTO;

  @Option(
      names = "--records",
      paramLabel = "PATH",
      description =
          "Array of records inside one JSON document. Default with --format json: the document, or"
              + " all its values, one after the other")
  private @Nullable String records;

  @Option(
      names = "--prediction",
      paramLabel = "PATH",
      description =
          "The prediction in a record: token ids or a text. A PATH joins names and indices by dots"
              + " (choices.0.text), [role=assistant] selects an element by a member, and a"
              + " backslash keeps a dot in a name (a\\.b). With --format csv or tsv it is a column,"
              + " with text, trn, kaldi or stm a file.")
  private @Nullable String prediction;

  @Option(
      names = "--reference",
      paramLabel = "PATH",
      description = "The reference: token ids, a text, or an array of either.")
  private @Nullable String reference;

  @Option(
      names = "--logprobs",
      paramLabel = "PATH",
      description = "Array of the log-probs of the item's tokens, in nats.")
  private @Nullable String logprobs;

  @Option(
      names = "--choices",
      paramLabel = "PATH",
      description =
          "Array of the choices: their log-likelihoods in nats, or objects with a logprob, and"
              + " optionally text, tokens, chars, bytes, unconditional, target.")
  private @Nullable String choices;

  @Option(
      names = "--gold",
      paramLabel = "PATH",
      description =
          "The correct choice: its index from 0, its text, its letter, or an array with a weight"
              + " for each. Default: gold, or the target of the choices")
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
          "Array of the choices' lengths in tokens. Default: choice_tokens, if there is one")
  private @Nullable String choiceTokens;

  @Option(
      names = "--choice-unconditional",
      paramLabel = "PATH",
      description =
          "Array of the choices' log-likelihoods without the question. Default:"
              + " choice_unconditional, if there is one")
  private @Nullable String choiceUnconditional;

  @Option(
      names = "--choice-scale",
      paramLabel = "NAME",
      description =
          "logprobs, or logits: raw logits of any sign, whose softmax over the choices is taken."
              + " Default: logprobs")
  private @Nullable String choiceScale;

  @Option(names = "--id", paramLabel = "PATH", description = "The item's id.")
  private @Nullable String id;

  @Mixin private GoldOptions golds = new GoldOptions();
  @Mixin private ErrorOptions errors = new ErrorOptions();

  @Option(
      names = "--by",
      paramLabel = "PATH",
      split = ",",
      description =
          "Group by these values; @length is the number of tokens of the reference, @file the file,"
              + " @model and @task what the tool or the file's name says, @scale the size in the"
              + " model's name.")
  private List<String> by = List.of();

  @Option(
      names = "--extract",
      paramLabel = "REGEX",
      description =
          "Reduce both texts to the last match that is not empty; if the expression has groups, to"
              + " the first group of it that is not empty. Without a match a prediction is missing."
              + " May be repeated: expressions are tried in order.")
  private List<String> extract = List.of();

  @Option(
      names = "--extract-prediction",
      paramLabel = "REGEX",
      description = "--extract for predictions only.")
  private List<String> extractPrediction = List.of();

  @Option(
      names = "--extract-reference",
      paramLabel = "REGEX",
      description = "--extract for references only.")
  private List<String> extractReference = List.of();

  @Option(
      names = "--extract-pick",
      paramLabel = "NAME",
      description = "Which match --extract uses: first or last. Default: last")
  private @Nullable String extractPick;

  @Option(
      names = "--normalize",
      paramLabel = "STEP,...",
      completionCandidates = NormalizerNames.class,
      description =
          "Steps applied in this order before texts are compared or tokenized:"
              + " ${COMPLETION-CANDIDATES}. punctuation is the 32 characters of ASCII, as in"
              + " lm-eval; unicode-punctuation all punctuation and symbols.")
  private @Nullable String normalize;

  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      completionCandidates = TokenizerNames.class,
      description = "How texts become tokens, one of ${COMPLETION-CANDIDATES}. Default: whitespace")
  private @Nullable String tokenizer;

  @Option(
      names = "--filter",
      paramLabel = "NAME",
      description = "The filter of lm-eval to score, if a file has several. Default: its first")
  private @Nullable String filter;

  @Option(
      names = "--checkpoint",
      paramLabel = "TEXT",
      description =
          "The run to score of a folder of lm-eval: a text in the path of its files, such as a date"
              + " or a revision. Default: the newest run of every model")
  private @Nullable String checkpoint;

  @Option(
      names = "--logits",
      paramLabel = "NAME",
      description =
          "Tensor of the logits in a safetensors file: [rows, vocabulary] or [items, rows,"
              + " vocabulary]. Default: logits")
  private @Nullable String logits;

  @Option(
      names = "--targets",
      paramLabel = "NAME",
      description =
          "The token that each row of logits predicts: a .npy file of integers, or a tensor of the"
              + " safetensors file; for several .npy files a folder of files with their names. A"
              + " negative token (-100) is padding. Default: the tensor targets")
  private @Nullable String targets;

  @Option(
      names = "--item-lengths",
      paramLabel = "NAME",
      description =
          "Number of rows of each item, a .npy file (or folder) or a tensor, if logits are [rows,"
              + " vocabulary]. Default: all rows of a file are one item")
  private @Nullable String itemLengths;

  @Option(
      names = "--recover",
      description =
          "Read a native dump without its end as far as it is intact, and report what is lost.")
  private boolean recover;

  /**
   * The options as the library takes them.
   *
   * @throws UsageException if a value is unknown or options contradict each other
   */
  DumpSpec options(InputLimits limits) {
    if (!extract.isEmpty() && !(extractPrediction.isEmpty() && extractReference.isEmpty())) {
      throw new UsageException(
          "--extract sets both sides. Use either it, or --extract-prediction and"
              + " --extract-reference");
    }
    return UsageException.checked(() ->
        errors
            .in(golds.in(DumpSpec.DEFAULT))
            .withLimits(limits)
            .with(Field.FORMAT, format.equals(AUTO) ? null : Formats.named(format).name())
            .with(Field.RECORDS, records)
            .with(Field.PREDICTION, prediction)
            .with(Field.REFERENCE, reference)
            .with(Field.LOGPROBS, logprobs)
            .with(Field.CHOICES, choices)
            .with(Field.GOLD, gold)
            .with(Field.CHOICE_TEXTS, choiceTexts)
            .with(Field.CHOICE_TOKENS, choiceTokens)
            .with(Field.CHOICE_UNCONDITIONAL, choiceUnconditional)
            .with(Field.CHOICE_SCALE, choiceScale)
            .with(Field.ID, id)
            .withBy(by)
            .withExtract(Field.EXTRACT_PREDICTION, extract.isEmpty() ? extractPrediction : extract)
            .withExtract(Field.EXTRACT_REFERENCE, extract.isEmpty() ? extractReference : extract)
            .with(Field.EXTRACT_PICK, extractPick)
            .with(Field.NORMALIZE, normalize)
            .with(Field.TOKENIZER, tokenizer)
            .with(Field.FILTER, filter)
            .with(Field.CHECKPOINT, checkpoint)
            .with(Field.LOGITS, logits)
            .with(Field.TARGETS, targets)
            .with(Field.ITEM_LENGTHS, itemLengths)
            .with(Field.RECOVER, recover ? "true" : null));
  }

  /**
   * Opens dumps.
   *
   * @throws UsageException if options contradict each other or the dumps
   */
  static DumpSource open(List<Path> dumps, DumpSpec options, BatchLimits limits) {
    List<Path> files = dumps.stream().map(InputOptions::file).toList();
    return UsageException.checked(() -> Dumps.open(files, options, limits));
  }

  /** Prints the detected format of dumps, and notes about how they are read. */
  static void report(DumpSource source, DumpSpec options, Terminal terminal) {
    if (options.text(Field.FORMAT) == null) {
      terminal.say("detected format " + source.format().name());
    }
    source.notes().forEach(note -> terminal.say(note.text(Flags::of)));
  }

  /** The file that a user means: {@code -} is standard input. */
  private static Path file(Path dump) {
    return dump.toString().equals("-") ? STANDARD_INPUT : dump;
  }

  /** Whether the user set the path of log-probs. */
  boolean hasLogprobs() {
    return logprobs != null;
  }

  /** Names for help and shell completion. */
  abstract static class Names implements Iterable<String> {
    private final List<String> names;

    Names(Stream<String> names) {
      this.names = names.toList();
    }

    @Override
    public Iterator<String> iterator() {
      return names.iterator();
    }
  }

  static final class FormatNames extends Names {
    FormatNames() {
      super(Stream.concat(Stream.of(AUTO), Formats.ALL.stream().map(DumpFormat::name)));
    }
  }

  static final class TokenizerNames extends Names {
    TokenizerNames() {
      super(Stream.of(Tokenizer.values()).map(Tokenizer::label));
    }
  }

  static final class NormalizerNames extends Names {
    NormalizerNames() {
      super(Normalizer.NAMES.stream());
    }
  }
}
