package dev.sundog.dump.spec;

import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.text.TextSide;
import dev.sundog.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a dump is read. Paths are those of {@link RecordPath}; in {@link DumpFormat#TEXT} they name
 * files instead. A path that is given must lead somewhere in every record; {@code null} there means
 * a missing value, of a prediction one that is wrong. Where none is given, records are looked
 * through for {@code prediction}, {@code reference}, {@code logprobs}, {@code id} and {@code
 * choices}, or for what a preset's tool writes.
 *
 * @param format what the dump is
 * @param records path of the array of records inside a whole-file JSON, or null
 * @param prediction path of the model's answer: token ids or a text
 * @param reference path of what is right: ids, a text, or an array of either
 * @param logprobs path of an array of log-probs in nats; a null at its beginning is not a token
 * @param id path of the item's name
 * @param by paths of the parts of the group key; {@code @length} is the number of tokens of the
 *     first reference
 * @param extractPrediction regular expression: group 1 of its last match is the prediction, no
 *     match is a missing one; null for the whole text
 * @param extractReference the same for references
 * @param normalizers what is done to texts before they are compared or cut into tokens, in order
 * @param tokenizer how texts become token ids
 * @param filter which of a document's filters counts in sample files of lm-eval, or null
 * @param choices where the choices of an item are
 * @param logits where logits and their targets are
 * @param limits sizes of input beyond which reading stops
 * @param recover whether a native dump whose writer was stopped is read as far as it is whole
 */
public record DumpSpec(
    DumpFormat format,
    @Nullable String records,
    @Nullable String prediction,
    @Nullable String reference,
    @Nullable String logprobs,
    @Nullable String id,
    List<String> by,
    @Nullable String extractPrediction,
    @Nullable String extractReference,
    List<Normalizer> normalizers,
    Tokenizer tokenizer,
    @Nullable String filter,
    ChoicePaths choices,
    LogitsNames logits,
    InputLimits limits,
    boolean recover) {
  /** Group key that stands for the number of tokens of an item's first reference. */
  public static final String LENGTH = "@length";

  /** Format by content, usual names, texts as they are, cut at white space. */
  public static final DumpSpec DEFAULT =
      new DumpSpec(
          DumpFormat.AUTO,
          null,
          null,
          null,
          null,
          null,
          List.of(),
          null,
          null,
          List.of(),
          Tokenizer.WHITESPACE,
          null,
          ChoicePaths.NONE,
          LogitsNames.NONE,
          InputLimits.DEFAULT,
          false);

  /** Copies the lists. */
  public DumpSpec {
    by = List.copyOf(by);
    normalizers = List.copyOf(normalizers);
  }

  /** The same with another format. */
  public DumpSpec withFormat(DumpFormat format) {
    return with(draft -> draft.format = format);
  }

  /** The same with another array of records. */
  public DumpSpec withRecords(@Nullable String records) {
    return with(draft -> draft.records = records);
  }

  /** The same with another path of predictions. */
  public DumpSpec withPrediction(@Nullable String prediction) {
    return with(draft -> draft.prediction = prediction);
  }

  /** The same with another path of references. */
  public DumpSpec withReference(@Nullable String reference) {
    return with(draft -> draft.reference = reference);
  }

  /** The same with another path of log-probs. */
  public DumpSpec withLogprobs(@Nullable String logprobs) {
    return with(draft -> draft.logprobs = logprobs);
  }

  /** The same with another path of ids. */
  public DumpSpec withId(@Nullable String id) {
    return with(draft -> draft.id = id);
  }

  /** The same with other group keys. */
  public DumpSpec withBy(List<String> by) {
    return with(draft -> draft.by = by);
  }

  /** The same with another part of predictions. */
  public DumpSpec withExtractPrediction(@Nullable String extractPrediction) {
    return with(draft -> draft.extractPrediction = extractPrediction);
  }

  /** The same with another part of references. */
  public DumpSpec withExtractReference(@Nullable String extractReference) {
    return with(draft -> draft.extractReference = extractReference);
  }

  /** The same with other normalisers. */
  public DumpSpec withNormalizers(List<Normalizer> normalizers) {
    return with(draft -> draft.normalizers = normalizers);
  }

  /** The same with another tokenizer. */
  public DumpSpec withTokenizer(Tokenizer tokenizer) {
    return with(draft -> draft.tokenizer = tokenizer);
  }

  /** The same with another filter. */
  public DumpSpec withFilter(@Nullable String filter) {
    return with(draft -> draft.filter = filter);
  }

  /** The same with other paths of choices. */
  public DumpSpec withChoices(ChoicePaths choices) {
    return with(draft -> draft.choices = choices);
  }

  /** The same with other names of logits. */
  public DumpSpec withLogits(LogitsNames logits) {
    return with(draft -> draft.logits = logits);
  }

  /** The same with other limits. */
  public DumpSpec withLimits(InputLimits limits) {
    return with(draft -> draft.limits = limits);
  }

  /** The same, with or without recovery of a native dump that is not whole. */
  public DumpSpec withRecover(boolean recover) {
    return with(draft -> draft.recover = recover);
  }

  /** Whether anything is said that only records have: paths, parts of texts, normalisers. */
  public boolean saysOfRecords() {
    return !normalizers.isEmpty()
        || choices.given()
        || Stream.of(
                records,
                prediction,
                reference,
                logprobs,
                id,
                extractPrediction,
                extractReference,
                filter)
            .anyMatch(Objects::nonNull);
  }

  /**
   * What makes tokens of the texts of both sides; for one worker, another is made from it.
   *
   * @throws IllegalArgumentException if a regular expression is none
   */
  public TextSide.Pair texts() {
    return TextSide.Pair.of(
        extractPrediction, extractReference, normalizers, tokenizer, by.contains(LENGTH));
  }

  private DumpSpec with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** Options in the making. */
  private static final class Draft {
    DumpFormat format;
    @Nullable String records;
    @Nullable String prediction;
    @Nullable String reference;
    @Nullable String logprobs;
    @Nullable String id;
    List<String> by;
    @Nullable String extractPrediction;
    @Nullable String extractReference;
    List<Normalizer> normalizers;
    Tokenizer tokenizer;
    @Nullable String filter;
    ChoicePaths choices;
    LogitsNames logits;
    InputLimits limits;
    boolean recover;

    Draft(DumpSpec options) {
      format = options.format;
      records = options.records;
      prediction = options.prediction;
      reference = options.reference;
      logprobs = options.logprobs;
      id = options.id;
      by = options.by;
      extractPrediction = options.extractPrediction;
      extractReference = options.extractReference;
      normalizers = options.normalizers;
      tokenizer = options.tokenizer;
      filter = options.filter;
      choices = options.choices;
      logits = options.logits;
      limits = options.limits;
      recover = options.recover;
    }

    DumpSpec options() {
      return new DumpSpec(
          format,
          records,
          prediction,
          reference,
          logprobs,
          id,
          by,
          extractPrediction,
          extractReference,
          normalizers,
          tokenizer,
          filter,
          choices,
          logits,
          limits,
          recover);
    }
  }
}
