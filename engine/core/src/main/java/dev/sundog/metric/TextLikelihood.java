// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.Kernels;
import dev.sundog.text.WhiteSpace;
import java.util.Set;

/**
 * A text's log-likelihood per unit of the text's own length: comparable between models with
 * different tokenizers.
 *
 * <p>The text is that of the prediction or, without a prediction, of the first reference. Its
 * log-likelihood is the sum of the item's log-probs or, without log-probs, that of the item's only
 * choice, whose length in bytes and characters the dump may state.
 */
final class TextLikelihood implements Metric {
  private static final double LN_2 = StrictMath.log(2);
  private static final String EMPTY = "empty text: skipped";

  private enum Unit {
    BYTE("bytes of UTF-8"),
    CHARACTER("characters"),
    WORD("words");

    private final String plural;

    Unit(String plural) {
      this.plural = plural;
    }

    private int of(byte[] utf8) {
      return switch (this) {
        case BYTE -> utf8.length;
        case CHARACTER -> {
          int characters = 0;
          for (byte c : utf8) {
            characters += (c & 0xC0) == 0x80 ? 0 : 1;
          }
          yield characters;
        }
        case WORD -> words(new String(utf8, UTF_8));
      };
    }

    private static int words(String text) {
      int gaps = 0;
      for (int at = 0; at < text.length(); at++) {
        boolean starts = at == 0 || !WhiteSpace.is(text.charAt(at - 1));
        gaps += starts && WhiteSpace.is(text.charAt(at)) ? 1 : 0;
      }
      return gaps + 1;
    }

    private int of(ChoiceColumn choices, int choice) {
      return switch (this) {
        case BYTE -> choices.bytes(choice);
        case CHARACTER -> choices.characters(choice);
        case WORD -> ChoiceColumn.UNKNOWN;
      };
    }
  }

  private final Description description;
  private final Unit unit;

  private TextLikelihood(
      String name,
      String displayName,
      Range range,
      Unit unit,
      Aggregation aggregation,
      Definition definition) {
    this.unit = unit;
    description =
        new Description(
            name,
            displayName,
            range,
            Direction.LOWER,
            Kind.SMOOTH,
            aggregation,
            Set.of(Input.LOGPROBS, Input.TEXTS),
            new Definition(
                definition.formula()
                    + " of the normalised prediction; without a prediction: of the reference."
                    + " Log-likelihood: sum of log-probs; without log-probs: that of the item's"
                    + " only choice"
                    + (unit == Unit.WORD ? "" : ", over its stated length if the dump has one")
                    + "; corpus: on summed "
                    + unit.plural,
                definition.edges()
                    + "; token ids only, or no log-likelihood: skipped; probability 0: not"
                    + " finite, skipped and counted",
                Definition.LOGPROBS));
  }

  /** Bits per byte of the text. */
  static Metric bitsPerByte() {
    return bits("bits_per_byte", "bits per byte", Unit.BYTE);
  }

  /** Bits per Unicode code point of the text. */
  static Metric bitsPerCharacter() {
    return bits("bits_per_char", "bits per character", Unit.CHARACTER);
  }

  /** Perplexity per byte: 2 to the power of the bits per byte. */
  static Metric bytePerplexity() {
    return perplexity("byte_perplexity", "perplexity per byte", Unit.BYTE, EMPTY);
  }

  /** Perplexity per word, with words counted as lm-eval does. */
  static Metric wordPerplexity() {
    return perplexity(
        "word_perplexity",
        "perplexity per word",
        Unit.WORD,
        "words are separated by runs of white space; white space at an end adds an empty word; an"
            + " empty text is one word");
  }

  private static Metric bits(String name, String perUnit, Unit unit) {
    return new TextLikelihood(
        name,
        perUnit,
        Range.atLeastZero(perUnit),
        unit,
        Aggregation.RATIO,
        new Definition("-log-likelihood / ln 2 / " + unit.plural, EMPTY));
  }

  private static Metric perplexity(String name, String displayName, Unit unit, String edges) {
    return new TextLikelihood(
        name,
        displayName,
        new Range("1 / probability", 1, Double.POSITIVE_INFINITY),
        unit,
        Aggregation.EXP_NEGATIVE_RATIO,
        new Definition("exp(-log-likelihood / " + unit.plural + ")", edges));
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    LogprobColumn logprobs = batch.logprobs();
    for (int item = 0; item < batch.items(); item++) {
      if (logprobs != null && batch.hasLogprobs(item)) {
        if (logprobs.length(item) == 0) {
          out.skip(item, Status.SKIPPED_EMPTY);
        } else {
          set(item, counts.logprobSums(logprobs, kernels)[item], textLength(batch, item), out);
        }
      } else {
        double nats = ChoiceMetric.onlyLoglikelihood(batch.choices(), item);
        if (Double.isNaN(nats)) {
          out.skip(item, Status.SKIPPED_NO_LOGPROBS);
        } else {
          set(item, nats, choiceLength(batch, item), out);
        }
      }
    }
  }

  private void set(int item, double nats, int length, ScoreBuffer out) {
    if (length <= 0) {
      out.skip(item, length == 0 ? Status.SKIPPED_EMPTY : Status.SKIPPED_NO_TEXT);
    } else if (description.aggregation() == Aggregation.RATIO) {
      out.setRatio(item, 0 - nats / LN_2, length);
    } else {
      out.setRatio(item, nats, length);
    }
  }

  private int choiceLength(SequenceBatch batch, int item) {
    ChoiceColumn choices = batch.choices();
    int stated = choices == null ? ChoiceColumn.UNKNOWN : unit.of(choices, choices.start(item));
    return stated == ChoiceColumn.UNKNOWN ? textLength(batch, item) : stated;
  }

  /** Length of the item's text, or {@link ChoiceColumn#UNKNOWN} if it has none. */
  private int textLength(SequenceBatch batch, int item) {
    TokenColumn texts =
        batch.hasPrediction(item)
            ? batch.predictionTexts()
            : batch.hasReference(item) ? batch.referenceTexts() : null;
    return texts == null ? ChoiceColumn.UNKNOWN : unit.of(texts.toBytes(batch.pairStart(item)));
  }
}
