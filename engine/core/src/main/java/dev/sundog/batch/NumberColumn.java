// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last numbers of the texts, as they were before normalisers: those may take signs and points
 * away. On the heap; immutable, valid beyond its batch.
 */
public final class NumberColumn {
  /** Stands for no number: its denominator is 0, as no number's is. */
  private static final WrittenNumber NONE = new WrittenNumber(BigDecimal.ZERO, BigDecimal.ZERO);

  private final WrittenNumber[] predictions;
  private final WrittenNumber[] references;

  private NumberColumn(WrittenNumber[] predictions, WrittenNumber[] references) {
    this.predictions = predictions;
    this.references = references;
  }

  /** Last number of an item's prediction, or null. */
  public @Nullable WrittenNumber prediction(int item) {
    return at(predictions, item);
  }

  /** Last number of a pair's reference, or null. */
  public @Nullable WrittenNumber reference(int pair) {
    return at(references, pair);
  }

  private static @Nullable WrittenNumber at(WrittenNumber[] numbers, int index) {
    return index >= numbers.length || numbers[index].equals(NONE) ? null : numbers[index];
  }

  /** Growing arrays that collect numbers until the batch is finished. */
  public static final class Staged {
    private WrittenNumber[] predictions = {};
    private WrittenNumber[] references = {};
    private boolean wanted;
    private boolean any;
    private int item;
    private int pair;

    /** Declares whether numbers will be read; they are not by default. */
    public void want(boolean numbers) {
      wanted = numbers;
    }

    /** Whether numbers will be read. */
    public boolean wanted() {
      return wanted;
    }

    /** Sets the number of the text that is appended next. */
    public void text(boolean prediction, @Nullable WrittenNumber number) {
      any = true;
      if (prediction) {
        predictions = with(predictions, item, number);
      } else {
        references = with(references, pair, number);
      }
    }

    private static WrittenNumber[] with(
        WrittenNumber[] numbers, int index, @Nullable WrittenNumber number) {
      WrittenNumber[] room = numbers;
      if (index >= numbers.length) {
        room = Arrays.copyOf(numbers, Math.max(64, 2 * index));
        Arrays.fill(room, numbers.length, room.length, NONE);
      }
      room[index] = number == null ? NONE : number;
      return room;
    }

    /** The positions of the next item and the next pair. */
    void at(int item, int pair) {
      this.item = item;
      this.pair = pair;
    }

    void abandonFrom(int item, int pair) {
      Arrays.fill(predictions, Math.min(item, predictions.length), predictions.length, NONE);
      Arrays.fill(references, Math.min(pair, references.length), references.length, NONE);
      at(item, pair);
    }

    void clear() {
      abandonFrom(0, 0);
      any = false;
    }

    /** The column, or null if no number was set. */
    @Nullable NumberColumn column() {
      return any ? new NumberColumn(predictions.clone(), references.clone()) : null;
    }
  }
}
