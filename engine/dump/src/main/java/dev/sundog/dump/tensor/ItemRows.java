// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Assigns the rows of a file of logits to items, in order. Not thread-safe. */
final class ItemRows {
  private static final int CHUNK = 1024;

  /**
   * Rows of consecutive items.
   *
   * @param first first row of the first item
   * @param rows number of rows of each item
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Part(long first, long[] rows) {}

  private final LogitsTensors tensors;
  private final @Nullable Tensor lengths;
  private final long[] chunk = new long[CHUNK];
  private long items;
  private long rows;

  /** The items of a file. */
  public ItemRows(LogitsTensors tensors) {
    this.tensors = tensors;
    lengths = tensors.lengths;
  }

  /**
   * The next items, at most one batch and at least one item.
   *
   * @param mostItems largest number of items
   * @param mostRows number of rows after which no item is added
   * @return null at the end
   * @throws dev.sundog.batch.MalformedDumpException if the lengths do not add up to the rows
   */
  public @Nullable Part next(int mostItems, long mostRows) {
    long left = tensors.items() - items;
    if (left == 0) {
      checkEnd();
      return null;
    }
    long first = rows;
    long[] part = new long[(int) Math.min(mostItems, left)];
    int count = 0;
    while (count < part.length && rows - first < mostRows) {
      part[count++] = length();
    }
    return new Part(first, Arrays.copyOf(part, count));
  }

  private long length() {
    long length = lengths == null ? tensors.rows() / tensors.items() : declared(lengths);
    items++;
    rows += length;
    return length;
  }

  private long declared(Tensor lengths) {
    int index = (int) (items % CHUNK);
    if (index == 0) {
      lengths.integers(items, chunk, (int) Math.min(CHUNK, lengths.elements() - items));
    }
    long length = chunk[index];
    if (length < 0 || length > tensors.rows() - rows) {
      throw lengths.malformed(
          items, "an item of " + length + " rows; " + (tensors.rows() - rows) + " rows are left");
    }
    return length;
  }

  private void checkEnd() {
    if (lengths != null && rows < tensors.rows()) {
      throw lengths.malformed(-1, "the items have " + rows + " rows, the logits " + tensors.rows());
    }
  }

  /** Share of the rows that were returned. */
  public double progress() {
    return (double) rows / tensors.rows();
  }
}
