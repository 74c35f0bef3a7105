// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.spec;

import dev.sundog.batch.Setting;
import dev.sundog.text.Named;
import dev.sundog.text.Normalizer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An option of how a dump is read. Every option has a text form; a format lists the options that it
 * uses, and the others are rejected.
 */
public enum Field implements Setting {
  /** Name of the format; detected from the content if not set. */
  FORMAT,
  /** Path of the array of records inside one JSON document. */
  RECORDS,
  /** Path of the prediction: token ids or a text. */
  PREDICTION,
  /** Path of the reference: token ids, a text, or an array of either. */
  REFERENCE,
  /** Path of an array of log-probs in nats; a null at its start is not a token. */
  LOGPROBS,
  /** Path of an array of choices: their log-likelihoods in nats, or objects with one. */
  CHOICES,
  /** Path of the correct choice: its index from 0, its text, or an array with a weight for each. */
  GOLD,
  /** Path of an array of the choices' texts. */
  CHOICE_TEXTS,
  /** Path of an array of the choices' lengths in tokens. */
  CHOICE_TOKENS,
  /** Path of an array of the choices' log-likelihoods without the question. */
  CHOICE_UNCONDITIONAL,
  /** What the figures of choices are; {@link ChoiceScale#LOGPROBS} if not set. */
  CHOICE_SCALE,
  /** Path of the item's id. */
  ID,
  /** JSON Lines file of references, joined to the items by their ids. */
  GOLD_FILE,
  /** Path of the id in a record of {@link #GOLD_FILE}; {@code id} if not set. */
  GOLD_ID,
  /** Path of the reference in a record of {@link #GOLD_FILE}; {@code reference} if not set. */
  GOLD_VALUE,
  /**
   * Paths of the parts of the group key, separated by commas, or {@code @length}, {@code @file},
   * {@code @model}, {@code @task}, {@code @scale}; see {@link DumpSpec#LENGTH}.
   */
  BY,
  /**
   * Regular expressions, tried in order, that find the prediction in a text: the last match that is
   * not empty, of its groups the first that is not. Without such a match the prediction is missing.
   */
  EXTRACT_PREDICTION,
  /** The same for references. */
  EXTRACT_REFERENCE,
  /** Which of several matches is used; {@link ExtractPick#LAST} if not set. */
  EXTRACT_PICK,
  /** Steps that bring texts to their normal form; see {@link Normalizer#parse}. */
  NORMALIZE,
  /** Name of the tokenizer; {@link Tokenizer#WHITESPACE} if not set. */
  TOKENIZER,
  /** Name of lm-eval's filter whose samples are read; the first one of each file if not set. */
  FILTER,
  /** Text in the path of the run to read of a folder of lm-eval; the newest run if not set. */
  CHECKPOINT,
  /** Tensor of the logits in a safetensors file; {@code logits} if not set. */
  LOGITS,
  /** Tensor, file or folder of the token that each row of logits predicts. */
  TARGETS,
  /** Tensor, file or folder of the number of rows of each item. */
  ITEM_LENGTHS,
  /** Whether a native dump without its end is read as far as it is intact: {@code true}. */
  RECOVER,
  /** What a malformed record does: {@code stop}, the default, or {@code skip}. */
  ON_ERROR,
  /** How many records may be skipped; see {@link ErrorBudget}. */
  MAX_ERRORS;

  /** What is done about malformed records. */
  public static final Set<Field> ERRORS = range(ON_ERROR, MAX_ERRORS);

  /** A file of references and its paths. */
  public static final Set<Field> GOLD_FILES = range(GOLD_FILE, GOLD_VALUE);

  /** The fields of multiple choice. */
  public static final Set<Field> ALL_CHOICES = range(CHOICES, CHOICE_SCALE);

  /** The paths that describe a record; a caller who sets one describes records of their own. */
  public static final Set<Field> ALL_PATHS = range(RECORDS, CHOICE_UNCONDITIONAL);

  /** How texts become tokens. */
  public static final Set<Field> TEXT_RULES = range(EXTRACT_PREDICTION, TOKENIZER);

  private static Set<Field> range(Field first, Field last) {
    return Collections.unmodifiableSet(EnumSet.range(first, last));
  }

  /** The union of sets of fields. */
  @SafeVarargs
  public static Set<Field> union(Set<Field>... sets) {
    EnumSet<Field> union = EnumSet.noneOf(Field.class);
    for (Set<Field> set : sets) {
      union.addAll(set);
    }
    return Collections.unmodifiableSet(union);
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException if the text has no meaning for this field
   */
  Object parse(String text) {
    return switch (this) {
      case BY -> List.of(text.split(","));
      case NORMALIZE -> Normalizer.parse(text);
      case TOKENIZER -> Tokenizer.named(text);
      case EXTRACT_PREDICTION, EXTRACT_REFERENCE -> List.of(text);
      case EXTRACT_PICK -> ExtractPick.named(text);
      case CHOICE_SCALE -> ChoiceScale.named(text);
      case RECOVER -> Boolean.valueOf(text);
      case ON_ERROR -> Named.find("choice", text, List.of("stop", "skip"), name -> name);
      case MAX_ERRORS -> ErrorBudget.parse(text);
      default -> text;
    };
  }

  @Override
  public String label() {
    return "Field." + name();
  }
}
