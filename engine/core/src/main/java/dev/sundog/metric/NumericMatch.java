// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.NumberColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.batch.WrittenNumber;
import dev.sundog.kernel.Kernels;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the last numbers of two texts are equal. */
final class NumericMatch implements Metric {
  private static final String NAME = "numeric_match";

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
            Range.BINARY,
            Direction.HIGHER,
            Kind.SHARP,
            Aggregation.MEAN,
            Set.of(Input.TEXTS, Input.NUMBERS),
            new Definition(
                "1 if the last numbers of the two texts are equal, else 0; "
                    + NAME
                    + "=T allows a difference of T * |reference|; several references: max. Numbers"
                    + " are read before normalizers apply: 9,500, 9{,}500, 3/4, 1.5e3, U+2212 as"
                    + " minus; a comma between other digits separates numbers, a percent sign has"
                    + " no meaning",
                "no number in a text, or one of more than "
                    + WrittenNumber.LONGEST
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
      if (asked.signum() >= 0 && asked.scale() <= WrittenNumber.LONGEST) {
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
    NumberColumn numbers = batch.writtenNumbers();
    int first = batch.pairStart(item);
    WrittenNumber predicted = numbers == null ? last(predictions, first) : numbers.prediction(item);
    if (predicted == null) {
      return 0;
    }
    for (int pair = first; pair < batch.pairStart(item + 1); pair++) {
      WrittenNumber right = numbers == null ? last(references, pair) : numbers.reference(pair);
      if (right != null && predicted.isNear(right, tolerance)) {
        return 1;
      }
    }
    return 0;
  }

  private static @Nullable WrittenNumber last(TokenColumn texts, int pair) {
    return WrittenNumber.last(new String(texts.toBytes(pair), StandardCharsets.UTF_8));
  }
}
