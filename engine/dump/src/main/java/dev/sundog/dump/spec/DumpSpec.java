// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.spec;

import dev.sundog.text.Normalizer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a dump is read: values of {@link Field}s, and limits on its size. Immutable.
 *
 * <pre>{@code
 * DumpSpec.DEFAULT.with(Field.PREDICTION, "output").with(Field.TOKENIZER, "chars")
 * }</pre>
 *
 * <p>Paths are those of {@link RecordPath}; in a table they are names of columns, in the formats
 * {@code text} and {@code trn} files. A path that is set must exist in every record; {@code null}
 * there is a missing value, and a missing prediction is wrong. If no path is set, records are read
 * by the names {@code prediction}, {@code reference}, {@code logprobs}, {@code id} and {@code
 * choices}, or by those of the tool that wrote the dump.
 */
public final class DumpSpec {
  /** Group key whose value is the number of tokens of an item's first reference. */
  public static final String LENGTH = "@length";

  /** What group keys begin with that are not paths. */
  public static final String KEY_PREFIX = "@";

  /** Detected format, default paths, texts unchanged and split at white space. */
  public static final DumpSpec DEFAULT =
      new DumpSpec(new EnumMap<>(Field.class), Map.of(), InputLimits.DEFAULT);

  private final EnumMap<Field, Object> values;
  private final Map<String, String> fileKeys;
  private final InputLimits limits;

  private DumpSpec(
      EnumMap<Field, Object> values, Map<String, String> fileKeys, InputLimits limits) {
    this.values = values;
    this.fileKeys = fileKeys;
    this.limits = limits;
  }

  /**
   * The same with another value of a field.
   *
   * @param text the value's text form, or null for the default
   * @throws IllegalArgumentException if the text has no meaning for this field
   */
  public DumpSpec with(Field field, @Nullable String text) {
    return put(field, text == null ? null : field.parse(text));
  }

  /** The same with other group keys, whose names may hold commas. */
  public DumpSpec withBy(List<String> by) {
    return put(Field.BY, by.isEmpty() ? null : List.copyOf(by));
  }

  /**
   * The same with other regular expressions of a side, tried in order.
   *
   * @param side {@link Field#EXTRACT_PREDICTION} or {@link Field#EXTRACT_REFERENCE}
   */
  public DumpSpec withExtract(Field side, List<String> expressions) {
    return put(side, expressions.isEmpty() ? null : List.copyOf(expressions));
  }

  /** The same with other steps to the normal form of texts. */
  public DumpSpec withNormalizers(List<Normalizer> normalizers) {
    return put(Field.NORMALIZE, normalizers.isEmpty() ? null : List.copyOf(normalizers));
  }

  /** The same with another tokenizer. */
  public DumpSpec withTokenizer(Tokenizer tokenizer) {
    return put(Field.TOKENIZER, tokenizer);
  }

  /** The same with other limits. */
  public DumpSpec withLimits(InputLimits limits) {
    return new DumpSpec(values, fileKeys, limits);
  }

  /**
   * The same for a file whose records all have these values of group keys such as {@code @file}.
   */
  public DumpSpec withFileKeys(Map<String, String> keys) {
    return new DumpSpec(values, Map.copyOf(keys), limits);
  }

  private DumpSpec put(Field field, @Nullable Object value) {
    EnumMap<Field, Object> changed = new EnumMap<>(values);
    if (value == null) {
      changed.remove(field);
    } else {
      changed.put(field, value);
    }
    return new DumpSpec(changed, fileKeys, limits);
  }

  /** The fields that are set. */
  public Set<Field> given() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Whether any of some fields is set. */
  public boolean givesAny(Set<Field> fields) {
    return !Collections.disjoint(values.keySet(), fields);
  }

  /** The text of a field, or null if it is not set. */
  public @Nullable String text(Field field) {
    return (String) values.get(field);
  }

  /** The texts of a field that may have several, none if not set. */
  public List<String> texts(Field field) {
    return list(field, String.class::cast);
  }

  /** Whether the first answer of a text is extracted, not the last. */
  public boolean extractsFirst() {
    return values.getOrDefault(Field.EXTRACT_PICK, ExtractPick.LAST).equals(ExtractPick.FIRST);
  }

  /** The group keys, none if not set. */
  public List<String> by() {
    return list(Field.BY, String.class::cast);
  }

  /** The group keys whose values are those of a file, besides {@link #LENGTH}. */
  public List<String> fileKeys() {
    return by().stream().filter(key -> key.startsWith(KEY_PREFIX) && !key.equals(LENGTH)).toList();
  }

  /** The value of a group key that all records of a file have, or null. */
  public @Nullable String fileKey(String key) {
    return fileKeys.get(key);
  }

  /** The steps to the normal form of texts, none if not set. */
  public List<Normalizer> normalizers() {
    return list(Field.NORMALIZE, Normalizer.class::cast);
  }

  private <T> List<T> list(Field field, Function<Object, T> cast) {
    return values.get(field) instanceof List<?> list ? list.stream().map(cast).toList() : List.of();
  }

  /** Whether the figures of choices are logits, not log-likelihoods. */
  public boolean choiceLogits() {
    return values.getOrDefault(Field.CHOICE_SCALE, ChoiceScale.LOGPROBS).equals(ChoiceScale.LOGITS);
  }

  /** The tokenizer. */
  public Tokenizer tokenizer() {
    return (Tokenizer) values.getOrDefault(Field.TOKENIZER, Tokenizer.WHITESPACE);
  }

  /** Whether a native dump without its end is read as far as it is intact. */
  public boolean recover() {
    return values.getOrDefault(Field.RECOVER, false).equals(true);
  }

  /** Whether malformed records are skipped. */
  public boolean skipsErrors() {
    return "skip".equals(values.get(Field.ON_ERROR));
  }

  /** How many malformed records may be skipped. */
  public ErrorBudget maxErrors() {
    return (ErrorBudget) values.getOrDefault(Field.MAX_ERRORS, ErrorBudget.DEFAULT);
  }

  /** Limits on the size of the input. */
  public InputLimits limits() {
    return limits;
  }
}
