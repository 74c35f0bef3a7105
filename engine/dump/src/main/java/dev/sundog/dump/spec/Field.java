// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.spec;

import dev.sundog.batch.Setting;
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
  /** Path of the item's id. */
  ID,
  /** Paths of the parts of the group key, separated by commas; see {@link DumpSpec#LENGTH}. */
  BY,
  /**
   * Regular expression whose group 1 (the whole match without groups) is the prediction, of the
   * last match; a text without a match is a missing prediction.
   */
  EXTRACT_PREDICTION,
  /** The same for references. */
  EXTRACT_REFERENCE,
  /** Steps that bring texts to their normal form; see {@link Normalizer#parse}. */
  NORMALIZE,
  /** Name of the tokenizer; {@link Tokenizer#WHITESPACE} if not set. */
  TOKENIZER,
  /** Name of lm-eval's filter whose samples are read; the first one of each file if not set. */
  FILTER,
  /** Tensor of the logits in a safetensors file; {@code logits} if not set. */
  LOGITS,
  /** Tensor, file or folder of the token that each row of logits predicts. */
  TARGETS,
  /** Tensor, file or folder of the number of rows of each item. */
  ITEM_LENGTHS,
  /** Whether a native dump without its end is read as far as it is intact: {@code true}. */
  RECOVER;

  /** The fields of multiple choice. */
  public static final Set<Field> ALL_CHOICES = range(CHOICES, CHOICE_UNCONDITIONAL);

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
      case RECOVER -> Boolean.valueOf(text);
      default -> text;
    };
  }

  @Override
  public String label() {
    return "Field." + name();
  }
}
