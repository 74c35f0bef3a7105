// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** Token ids as flat values with offsets. */
final class TokenList extends TokenSequences {
  private final ForeignBuffer values;
  private final ForeignBuffer offsets;
  private final int count;

  TokenList(ForeignBuffer values, ForeignBuffer offsets) {
    boolean wide = offsets.type() == ForeignBuffer.Type.INT64;
    if (!values.type().integral() || (!wide && offsets.type() != ForeignBuffer.Type.INT32)) {
      throw new IllegalArgumentException(
          "Values of type %s with offsets of type %s. Values must be integers, offsets INT32 or INT64."
              .formatted(values.type(), offsets.type()));
    }
    if (offsets.size() < 1 || offsets.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          offsets.size() + " offsets. There must be one more than sequences.");
    }
    this.values = values;
    this.offsets = offsets;
    count = (int) offsets.size() - 1;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  int measure(int from, int to, int tokens, TokenStage stage) {
    int[] ends = stage.ends(to - from);
    int measured = to - from;
    long first = offsets.integer(from);
    long previous = first;
    for (int done = 0; done < measured; ) {
      int part = Math.min(TokenStage.PART, measured - done);
      long[] starts = offsets(from + done + 1, part, stage);
      int fitting = ends(starts, part, previous, first, tokens, ends, done);
      if (fitting < part) {
        return end(from, done + fitting, ends, stage);
      }
      previous = starts[part - 1];
      done += part;
    }
    return end(from, measured, ends, stage);
  }

  /** Part of the offsets as numbers of 64 bits. */
  private long[] offsets(int from, int count, TokenStage stage) {
    long[] longs = stage.longs();
    if (offsets.type() == ForeignBuffer.Type.INT64) {
      MemorySegment.copy(
          offsets.memory(), JAVA_LONG_UNALIGNED, (long) Long.BYTES * from, longs, 0, count);
    } else {
      int[] ints = stage.ints();
      MemorySegment.copy(
          offsets.memory(), JAVA_INT_UNALIGNED, (long) Integer.BYTES * from, ints, 0, count);
      for (int index = 0; index < count; index++) {
        longs[index] = ints[index];
      }
    }
    return longs;
  }

  /**
   * Writes ends relative to the first offset, as long as they neither decrease nor exceed the
   * tokens.
   *
   * @return number of ends written
   */
  private static int ends(
      long[] offsets, int count, long previous, long first, int tokens, int[] ends, int at) {
    long last = previous;
    for (int index = 0; index < count; index++) {
      long offset = offsets[index];
      if (offset < last || offset - first > tokens) {
        return index;
      }
      ends[at + index] = (int) (offset - first);
      last = offset;
    }
    return count;
  }

  /** Checks the sequences that fit, and measures the first one if it is larger than a batch. */
  private int end(int from, int fitting, int[] ends, TokenStage stage) {
    int end = Math.max(1, fitting);
    long first = offsets.integer(from);
    if (fitting == 0) {
      // A first sequence that is larger than a batch, or an offset that decreases.
      long length = offsets.integer(from + 1) - first;
      stage.checkLength(length, from);
      ends[0] = (int) Math.max(0, length);
    }
    long last = offsets.integer(from + end);
    long next = end < count - from ? offsets.integer(from + end + 1) : last;
    if (first < 0 || last < first || last > values.size()) {
      throw stage.malformed(
          from + end, "offsets %d to %d in %d values".formatted(first, last, values.size()));
    }
    if (next < last) {
      throw stage.malformed(
          from + end + 1L,
          "offset %d after offset %d. Offsets must not decrease.".formatted(next, last));
    }
    stage.checkLengths(ends, end, from);
    return end;
  }

  @Override
  void copy(int from, int to, TokenStage stage) {
    stage.add(values, offsets.integer(from), stage.tokens(to - from));
  }

  @Override
  boolean present(int sequence) {
    return true;
  }
}
