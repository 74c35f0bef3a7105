// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Growing heap arrays that collect the sequences of one column until the batch is finished. */
abstract sealed class Staging permits TokenBuffer, Staging.OfFloat, Staging.OfByte {
  private int[] ends = new int[1024];
  private int sequences;
  int size;

  final int sequences() {
    return sequences;
  }

  final int start(int sequence) {
    return sequence == 0 ? 0 : ends[sequence - 1];
  }

  final int length(int sequence) {
    return ends[sequence] - start(sequence);
  }

  /** Values of the sequence that is being written. */
  final int openLength() {
    return size - start(sequences);
  }

  final void endSequence() {
    if (sequences == ends.length) {
      ends = Arrays.copyOf(ends, 2 * sequences);
    }
    ends[sequences++] = size;
  }

  final void clear() {
    sequences = 0;
    size = 0;
  }

  /** Ends sequences without values. */
  final void endSequences(int count) {
    for (int sequence = 0; sequence < count; sequence++) {
      endSequence();
    }
  }

  /** Forgets the sequence that is being written. */
  final void abandonSequence() {
    size = start(sequences);
  }

  /** Forgets the sequence that is being written and everything after {@code count} sequences. */
  final void truncate(int count) {
    sequences = count;
    size = start(count);
  }

  final void writeOffsets(MemorySegment offsets) {
    offsets.setAtIndex(JAVA_INT, 0, 0);
    MemorySegment.copy(ends, 0, offsets, JAVA_INT, Integer.BYTES, sequences);
  }

  static int grown(int size, int extra) {
    return Math.max(Math.addExact(size, extra), (int) Math.min(2L * size, Integer.MAX_VALUE - 8));
  }

  static final class OfFloat extends Staging {
    float[] values = new float[1024];

    void append(float value) {
      room(1);
      values[size++] = value;
    }

    private void room(int extra) {
      if (extra > values.length - size) {
        values = Arrays.copyOf(values, grown(size, extra));
      }
    }

    void writeValues(MemorySegment target) {
      MemorySegment.copy(values, 0, target, JAVA_FLOAT, 0, size);
    }
  }

  static final class OfByte extends Staging {
    private static final VarHandle EIGHT_BYTES =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    byte[] values = new byte[4096];

    private void room(int extra) {
      if (extra > values.length - size) {
        values = Arrays.copyOf(values, grown(size, extra));
      }
    }

    /** Appends bytes; short texts such as ids by one load and store instead of a call. */
    void append(byte[] source, int from, int length) {
      room(length + Long.BYTES);
      if (length <= Long.BYTES && from + Long.BYTES <= source.length) {
        EIGHT_BYTES.set(values, size, (long) EIGHT_BYTES.get(source, from));
      } else {
        System.arraycopy(source, from, values, size, length);
      }
      size += length;
    }

    /** Sequence {@code k} repeated {@code starts[k + 1] − starts[k]} times. */
    OfByte repeated(int[] starts) {
      OfByte repeated = new OfByte();
      for (int sequence = 0; sequence < sequences(); sequence++) {
        for (int copy = starts[sequence]; copy < starts[sequence + 1]; copy++) {
          repeated.append(values, start(sequence), length(sequence));
          repeated.endSequence();
        }
      }
      return repeated;
    }

    /** The sequences as a column, or null if there are none. */
    @Nullable TokenColumn column(BatchMemory memory, ListColumn column, BatchLifetime lifetime) {
      if (sequences() == 0) {
        return null;
      }
      MemorySegment offsets = memory.reserve(column.offsetSlot(), 4L * (sequences() + 1));
      writeOffsets(offsets);
      MemorySegment bytes = memory.reserve(column.valueSlot(), size);
      MemorySegment.copy(values, 0, bytes, JAVA_BYTE, 0, size);
      return new TokenColumn(sequences(), 1, bytes, offsets, null, lifetime);
    }
  }
}
