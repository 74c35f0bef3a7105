package dev.sundog.dump;

import dev.sundog.dump.text.TextSide;
import dev.sundog.dump.text.Tokenizer;
import dev.sundog.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a dump is read. Paths are those of {@link RecordPath}; in {@link DumpFormat#TEXT} they name
 * files instead. A path that is given must lead somewhere in every record; {@code null} there means
 * a missing value. Where none is given, records are looked through for {@code prediction}, {@code
 * reference}, {@code logprobs} and {@code id}, or for what a preset's tool writes.
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
 * @param limits sizes of input beyond which reading stops
 * @param recover whether a native dump whose writer was stopped is read as far as it is whole
 */
public record DumpOptions(
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
    InputLimits limits,
    boolean recover) {
  /** Group key that stands for the number of tokens of an item's first reference. */
  public static final String LENGTH = "@length";

  /** Format by content, usual names, texts as they are, cut at white space. */
  public static final DumpOptions DEFAULT =
      new DumpOptions(
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
          InputLimits.DEFAULT,
          false);

  /** Copies the lists. */
  public DumpOptions {
    by = List.copyOf(by);
    normalizers = List.copyOf(normalizers);
  }

  /** The same with another format. */
  public DumpOptions withFormat(DumpFormat format) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with another array of records. */
  public DumpOptions withRecords(@Nullable String records) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with another path of predictions. */
  public DumpOptions withPrediction(@Nullable String prediction) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with another path of references. */
  public DumpOptions withReference(@Nullable String reference) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with another path of log-probs. */
  public DumpOptions withLogprobs(@Nullable String logprobs) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with another path of ids. */
  public DumpOptions withId(@Nullable String id) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with other group keys. */
  public DumpOptions withBy(List<String> by) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with another part of predictions. */
  public DumpOptions withExtractPrediction(@Nullable String extractPrediction) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with another part of references. */
  public DumpOptions withExtractReference(@Nullable String extractReference) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with other normalisers. */
  public DumpOptions withNormalizers(List<Normalizer> normalizers) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with another tokenizer. */
  public DumpOptions withTokenizer(Tokenizer tokenizer) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with another filter. */
  public DumpOptions withFilter(@Nullable String filter) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same with other limits. */
  public DumpOptions withLimits(InputLimits limits) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /** The same, with or without recovery of a native dump that is not whole. */
  public DumpOptions withRecover(boolean recover) {
    return new DumpOptions(
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
        limits,
        recover);
  }

  /**
   * What makes tokens of the texts of both sides; for one worker, another is made from it.
   *
   * @throws IllegalArgumentException if a regular expression is none
   */
  public TextSide.Pair texts() {
    return TextSide.Pair.of(extractPrediction, extractReference, normalizers, tokenizer);
  }
}
