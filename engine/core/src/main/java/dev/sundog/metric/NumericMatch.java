// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.Kernels;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the last numbers of two texts are equal. */
final class NumericMatch implements Metric {
  private static final String NAME = "numeric_match";

  /** Possessive, so that hostile text takes linear time; exponents of three digits at most. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?+(?:[0-9]++(?:\\.[0-9]++)?+|\\.[0-9]++)(?:[eE][-+]?+[0-9]{1,3}+)?+");

  private static final int LONGEST_DIGITS = 1000;

  private final Description description;
  private final BigDecimal tolerance;

  NumericMatch() {
    this(NAME, BigDecimal.ZERO);
  }

  private NumericMatch(String name, BigDecimal tolerance) {
    description =
        new Description(
            name,
            "last number equal",
            Range.SHARE,
            Direction.HIGHER,
            Kind.SHARP,
            Aggregation.MEAN,
            Set.of(Input.TEXTS),
            new Definition(
                "1 if the last numbers of the two texts are equal after removing , and $, else 0; "
                    + NAME
                    + "=T allows a difference of T * |reference|; several references: max",
                "no number in a text, or one of more than "
                    + LONGEST_DIGITS
                    + " characters: 0; no prediction: 0; no reference, or token ids only:"
                    + " skipped"));
    this.tolerance = tolerance;
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public Metric with(String argument) {
    try {
      BigDecimal asked = new BigDecimal(argument);
      if (asked.signum() >= 0 && asked.scale() <= LONGEST_DIGITS) {
        return new NumericMatch(NAME + "=" + argument, asked);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(NAME + "=" + argument + ": not a number of at least 0", e);
    }
    throw new IllegalArgumentException(NAME + "=" + argument + ": must be at least 0");
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    TokenColumn predictions = batch.predictionTexts();
    TokenColumn references = batch.referenceTexts();
    for (int item = 0; item < batch.items(); item++) {
      if (!batch.hasReference(item)) {
        out.skip(item, Status.SKIPPED_NO_REFERENCE);
      } else if (references == null) {
        out.skip(item, Status.SKIPPED_NO_TEXT);
      } else if (predictions == null || !batch.hasPrediction(item)) {
        out.set(item, 0);
      } else {
        out.set(item, best(batch, predictions, references, item));
      }
    }
  }

  private int best(SequenceBatch batch, TokenColumn predictions, TokenColumn references, int item) {
    int first = batch.pairStart(item);
    BigDecimal predicted = lastNumber(predictions, first);
    if (predicted == null) {
      return 0;
    }
    for (int pair = first; pair < batch.pairStart(item + 1); pair++) {
      BigDecimal right = lastNumber(references, pair);
      if (right != null && same(predicted, right)) {
        return 1;
      }
    }
    return 0;
  }

  private boolean same(BigDecimal predicted, BigDecimal right) {
    return predicted.compareTo(right) == 0
        || (tolerance.signum() > 0
            && predicted.subtract(right).abs().compareTo(tolerance.multiply(right.abs())) <= 0);
  }

  private static @Nullable BigDecimal lastNumber(TokenColumn texts, int pair) {
    String text =
        new String(texts.toBytes(pair), StandardCharsets.UTF_8).replace(",", "").replace("$", "");
    Matcher matcher = NUMBER.matcher(text);
    int start = -1;
    int end = -1;
    while (matcher.find()) {
      start = matcher.start();
      end = matcher.end();
    }
    return start < 0 || end - start > LONGEST_DIGITS
        ? null
        : new BigDecimal(text.substring(start, end));
  }
}
