// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.sundog.batch.ForeignBuffer;
import dev.sundog.batch.ForeignColumn.Bits;
import dev.sundog.dump.arrow.ArrowBody.Part;
import dev.sundog.dump.column.Column;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of columns, from their buffers. What is not valid is an error at its buffer. */
final class ArrowValues {
  private static final int VIEW_BYTES = 16;
  private static final int INLINE_BYTES = 12;

  private final ArrowInput input;

  ArrowValues(ArrowInput input) {
    this.input = input;
  }

  /** A number of values, which has 31 bits. */
  int count(long count, String what) {
    if (count < 0 || count > Integer.MAX_VALUE - 8) {
      throw new IndexOutOfBoundsException("a batch of " + count + " " + what);
    }
    return (int) count;
  }

  private void require(Part part, long bytes) {
    if (part.bytes().length < bytes) {
      throw input.malformed(
          part.offset(), "a buffer of " + part.bytes().length + " bytes, not " + bytes);
    }
  }

  private static ForeignBuffer numbers(Column column) {
    return Objects.requireNonNull(column.values());
  }

  static ForeignBuffer bytes(byte[] bytes) {
    return new ForeignBuffer(MemorySegment.ofArray(bytes), ForeignBuffer.Type.UINT8);
  }

  Bits bits(Part part, int count) {
    require(part, (count + 7L) >>> 3);
    return new Bits(MemorySegment.ofArray(part.bytes()), 0);
  }

  /** Offsets of lists that all have the same length. */
  ForeignBuffer starts(int count, int length) {
    int[] starts = new int[count + 1];
    for (int index = 1; index <= count; index++) {
      starts[index] = starts[index - 1] + length;
    }
    return new ForeignBuffer(MemorySegment.ofArray(starts), ForeignBuffer.Type.INT32);
  }

  /** Offsets that do not decrease, within the elements. */
  ForeignBuffer offsets(Part part, int count, boolean large, long elements) {
    if (count == 0 && part.bytes().length == 0) {
      return starts(0, 0);
    }
    ForeignBuffer.Type type = large ? ForeignBuffer.Type.INT64 : ForeignBuffer.Type.INT32;
    require(part, type.bytes() * (count + 1L));
    ForeignBuffer offsets = new ForeignBuffer(MemorySegment.ofArray(part.bytes()), type);
    long last = 0;
    boolean sound = true;
    if (large) {
      for (int index = 0; index <= count; index++) {
        long offset = offsets.integer(index);
        sound &= offset >= last;
        last = offset;
      }
    } else {
      for (int index = 0; index <= count; index++) {
        int offset = offsets.memory().get(JAVA_INT_UNALIGNED, Integer.BYTES * (long) index);
        sound &= offset >= last;
        last = offset;
      }
    }
    if (!sound || last > elements) {
      throw input.malformed(
          part.offset(), "offsets decrease, or are outside the " + elements + " values");
    }
    return offsets;
  }

  /** Numbers or booleans. */
  Column numbers(ArrowField field, Part part, int count, @Nullable Bits present) {
    boolean bits = field.type() == ArrowField.Type.BOOL;
    require(part, bits ? (count + 7L) >>> 3 : field.width() / 8 * (long) count);
    ByteBuffer data = ByteBuffer.wrap(part.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    MemorySegment memory = MemorySegment.ofArray(part.bytes());
    if (bits) {
      byte[] flags = new byte[count];
      for (int index = 0; index < count; index++) {
        flags[index] = (byte) (part.bytes()[index >> 3] >> (index & 7) & 1);
      }
      return Column.numbers(Column.Kind.BOOL, count, present, bytes(flags));
    }
    if (field.type() == ArrowField.Type.FLOAT) {
      return Column.numbers(
          Column.Kind.FLOAT,
          count,
          present,
          switch (field.width()) {
            case 16 -> halves(data, count);
            case 32 -> new ForeignBuffer(memory, ForeignBuffer.Type.FLOAT32);
            default -> new ForeignBuffer(memory, ForeignBuffer.Type.FLOAT64);
          });
    }
    boolean unsigned = !field.signed();
    ForeignBuffer integers =
        switch (field.width()) {
          case 8 -> unsigned ? bytes(part.bytes()) : widened(data, 1, count);
          case 16 ->
              unsigned
                  ? new ForeignBuffer(memory, ForeignBuffer.Type.UINT16)
                  : widened(data, 2, count);
          case 32 ->
              unsigned
                  ? widened(data, 4, count)
                  : new ForeignBuffer(memory, ForeignBuffer.Type.INT32);
          default -> new ForeignBuffer(memory, ForeignBuffer.Type.INT64);
        };
    boolean beyond = unsigned && field.width() == 64;
    return Column.numbers(
        beyond ? Column.Kind.UNSIGNED : Column.Kind.INT, count, present, integers);
  }

  private static ForeignBuffer halves(ByteBuffer data, int count) {
    float[] values = new float[count];
    for (int index = 0; index < count; index++) {
      values[index] = Float.float16ToFloat(data.getShort(Short.BYTES * index));
    }
    return new ForeignBuffer(MemorySegment.ofArray(values), ForeignBuffer.Type.FLOAT32);
  }

  /** int8, int16 and uint32 as int64. */
  private static ForeignBuffer widened(ByteBuffer data, int bytes, int count) {
    long[] values = new long[count];
    for (int index = 0; index < count; index++) {
      values[index] =
          switch (bytes) {
            case 1 -> data.get(index);
            case 2 -> data.getShort(2 * index);
            default -> Integer.toUnsignedLong(data.getInt(4 * index));
          };
    }
    return new ForeignBuffer(MemorySegment.ofArray(values), ForeignBuffer.Type.INT64);
  }

  /** Texts of at most 12 bytes within their view, or in one of several buffers. */
  Column views(Part views, List<Part> buffers, int count, @Nullable Bits present) {
    require(views, (long) VIEW_BYTES * count);
    ByteBuffer data = ByteBuffer.wrap(views.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    long[] offsets = new long[count + 1];
    for (int index = 0; index < count; index++) {
      int length = present == null || present.get(index) ? data.getInt(VIEW_BYTES * index) : 0;
      if (length < 0) {
        throw input.malformed(views.offset(), "a text of " + length + " bytes");
      }
      offsets[index + 1] = offsets[index] + length;
    }
    byte[] texts = new byte[count(offsets[count], "bytes of texts")];
    for (int index = 0; index < count; index++) {
      int length = (int) (offsets[index + 1] - offsets[index]);
      int at = VIEW_BYTES * index + Integer.BYTES;
      byte[] source = views.bytes();
      int from = at;
      if (length > INLINE_BYTES) {
        int buffer = data.getInt(at + Integer.BYTES);
        from = data.getInt(at + 2 * Integer.BYTES);
        if (buffer < 0 || buffer >= buffers.size()) {
          throw input.malformed(views.offset(), "a text in buffer " + buffer);
        }
        source = buffers.get(buffer).bytes();
        if (from < 0 || length > source.length - from) {
          throw input.malformed(views.offset(), "a text is outside its buffer");
        }
      }
      System.arraycopy(source, from, texts, (int) offsets[index], length);
    }
    ForeignBuffer starts =
        new ForeignBuffer(MemorySegment.ofArray(offsets), ForeignBuffer.Type.INT64);
    return Column.texts(count, present, starts, bytes(texts));
  }

  /** Runs of equal values as positions of their values. */
  Column runs(Column ends, Column values, int count) {
    if (ends.count() != values.count()) {
      throw new IndexOutOfBoundsException(ends.count() + " runs of " + values.count() + " values");
    }
    int[] positions = new int[count];
    int from = 0;
    for (int run = 0; run < ends.count() && from < count; run++) {
      long end = Math.min(count, numbers(ends).integer(run));
      if (end <= from) {
        throw new IndexOutOfBoundsException("a run ends at " + end + " before it begins");
      }
      Arrays.fill(positions, from, (int) end, run);
      from = (int) end;
    }
    if (from < count) {
      throw new IndexOutOfBoundsException("runs of " + from + " values, not " + count);
    }
    ForeignBuffer buffer =
        new ForeignBuffer(MemorySegment.ofArray(positions), ForeignBuffer.Type.INT32);
    return dictionary(Column.numbers(Column.Kind.INT, count, null, buffer), values);
  }

  /** Positions in a dictionary; a null there is a null here. */
  Column dictionary(Column positions, Column dictionary) {
    ForeignBuffer numbers = numbers(positions);
    byte[] present = new byte[(positions.count() + 7) >>> 3];
    for (int index = 0; index < positions.count(); index++) {
      if (!positions.isNull(index)) {
        long position = numbers.integer(index);
        if (position < 0 || position >= dictionary.count()) {
          throw new IndexOutOfBoundsException(
              "value " + position + " of a dictionary of " + dictionary.count());
        }
        if (!dictionary.isNull(position)) {
          present[index >> 3] |= (byte) (1 << (index & 7));
        }
      }
    }
    Bits bits = new Bits(MemorySegment.ofArray(present), 0);
    return Column.dictionary(positions.count(), bits, numbers, dictionary);
  }
}
