// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.sundog.batch.ForeignBuffer;
import dev.sundog.batch.ForeignColumn.Bits;
import dev.sundog.dump.column.Column;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Columns that are joined: dictionaries that a stream extends. */
final class Columns {
  private Columns() {}

  /** The values of both, which are checked texts or numbers of the same type. */
  static Column concat(Column first, Column second) {
    int count = Math.addExact(first.count(), second.count());
    byte[] present = new byte[(count + 7) >>> 3];
    for (int index = 0; index < count; index++) {
      boolean there =
          index < first.count() ? !first.isNull(index) : !second.isNull(index - first.count());
      if (there) {
        present[index >> 3] |= (byte) (1 << (index & 7));
      }
    }
    Bits bits = new Bits(MemorySegment.ofArray(present), 0);
    return switch (first.kind()) {
      case NULL -> Column.nulls(count);
      case TEXT -> texts(first, second, count, bits);
      case BOOL, INT, UNSIGNED, FLOAT -> {
        ForeignBuffer low = Objects.requireNonNull(first.values());
        ForeignBuffer high = Objects.requireNonNull(second.values());
        long middle = (long) first.count() * low.type().bytes();
        long more = (long) second.count() * high.type().bytes();
        MemorySegment all = MemorySegment.ofArray(new byte[Math.toIntExact(middle + more)]);
        MemorySegment.copy(low.memory(), 0, all, 0, middle);
        MemorySegment.copy(high.memory(), 0, all, middle, more);
        yield Column.numbers(first.kind(), count, bits, new ForeignBuffer(all, low.type()));
      }
      case LIST, STRUCT, DICTIONARY ->
          throw new IndexOutOfBoundsException("a dictionary of lists was extended");
    };
  }

  private static Column texts(Column first, Column second, int count, Bits bits) {
    long[] offsets = new long[count + 1];
    ForeignBuffer low = Objects.requireNonNull(first.offsets());
    ForeignBuffer high = Objects.requireNonNull(second.offsets());
    long begin = low.integer(0);
    long middle = low.integer(first.count()) - begin;
    for (int index = 0; index <= first.count(); index++) {
      offsets[index] = low.integer(index) - begin;
    }
    long start = high.integer(0);
    for (int index = 0; index <= second.count(); index++) {
      offsets[first.count() + index] = middle + high.integer(index) - start;
    }
    byte[] all = new byte[Math.toIntExact(offsets[count])];
    MemorySegment.copy(bytes(first), JAVA_BYTE, begin, all, 0, (int) middle);
    int more = (int) (offsets[count] - middle);
    MemorySegment.copy(bytes(second), JAVA_BYTE, start, all, (int) middle, more);
    return Column.texts(
        count,
        bits,
        new ForeignBuffer(MemorySegment.ofArray(offsets), ForeignBuffer.Type.INT64),
        ArrowValues.bytes(all));
  }

  private static MemorySegment bytes(Column texts) {
    return Objects.requireNonNull(texts.values()).memory();
  }
}
