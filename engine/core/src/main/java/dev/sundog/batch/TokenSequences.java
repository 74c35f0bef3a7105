// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.agrona.DirectBuffer;

/**
 * Token ids of many sequences in the caller's memory: rows, or flat values with offsets. A view
 * without a copy; {@link PairImporter} checks and copies the sequences when they are scored, so the
 * memory may be reused afterwards. The memory must not change during a call: then the scores are
 * unspecified, but nothing outside of it is read.
 *
 * <p>Flat values hold all sequences end to end. There is one offset more than sequences: sequence
 * {@code k} is values {@code offsets[k]} to {@code offsets[k + 1] − 1}. The first offset need not
 * be 0. Ids are any int; ids of 64 bits must be within the range of int. Numbers are in native byte
 * order.
 */
public abstract sealed class TokenSequences permits TokenRows, TokenList {
  TokenSequences() {}

  /** Sequences as rows; a row may be null where a sequence may be missing. */
  public static TokenSequences of(int[][] rows) {
    TokenRows sequences = new TokenRows();
    sequences.set(rows);
    return sequences;
  }

  /** Sequences as flat ids with offsets. */
  public static TokenSequences of(int[] values, int[] offsets) {
    return of(ints(MemorySegment.ofArray(values)), ints(MemorySegment.ofArray(offsets)));
  }

  /** Sequences as flat ids with offsets of 64 bits. */
  public static TokenSequences of(int[] values, long[] offsets) {
    return of(ints(MemorySegment.ofArray(values)), longs(MemorySegment.ofArray(offsets)));
  }

  /** Sequences as flat ids of 64 bits with offsets of 64 bits. */
  public static TokenSequences of(long[] values, long[] offsets) {
    return of(longs(MemorySegment.ofArray(values)), longs(MemorySegment.ofArray(offsets)));
  }

  /** Sequences in buffers, between position and limit. */
  public static TokenSequences of(IntBuffer values, IntBuffer offsets) {
    return of(ints(MemorySegment.ofBuffer(values)), ints(MemorySegment.ofBuffer(offsets)));
  }

  /** Sequences in buffers with offsets of 64 bits, between position and limit. */
  public static TokenSequences of(IntBuffer values, LongBuffer offsets) {
    return of(ints(MemorySegment.ofBuffer(values)), longs(MemorySegment.ofBuffer(offsets)));
  }

  /**
   * Sequences in Agrona buffers, ids and offsets of 32 bits. A buffer over an address, without an
   * array or a byte buffer, is copied.
   */
  public static TokenSequences of(DirectBuffer values, DirectBuffer offsets) {
    return of(ints(segment(values)), ints(segment(offsets)));
  }

  /**
   * Sequences in any memory.
   *
   * @param values ids of 8, 16 (both unsigned), 32 or 64 bits
   * @param offsets offsets of 32 or 64 bits
   * @throws IllegalArgumentException if a type is another, or there is no offset
   */
  public static TokenSequences of(ForeignBuffer values, ForeignBuffer offsets) {
    return new TokenList(values, offsets);
  }

  private static ForeignBuffer ints(MemorySegment memory) {
    return new ForeignBuffer(memory, ForeignBuffer.Type.INT32);
  }

  private static ForeignBuffer longs(MemorySegment memory) {
    return new ForeignBuffer(memory, ForeignBuffer.Type.INT64);
  }

  private static MemorySegment segment(DirectBuffer buffer) {
    byte[] array = buffer.byteArray();
    ByteBuffer direct = buffer.byteBuffer();
    if (array != null) {
      return MemorySegment.ofArray(array).asSlice(buffer.wrapAdjustment(), buffer.capacity());
    }
    if (direct != null) {
      ByteBuffer whole = direct.duplicate().clear();
      return MemorySegment.ofBuffer(whole).asSlice(buffer.wrapAdjustment(), buffer.capacity());
    }
    byte[] copy = new byte[buffer.capacity()];
    buffer.getBytes(0, copy);
    return MemorySegment.ofArray(copy);
  }

  /** Number of sequences. */
  public abstract int count();

  /**
   * Measures sequences until the batch is full; the first one always fits.
   *
   * @param from first sequence
   * @param to end of the sequences to measure
   * @param tokens tokens after which the batch is full
   * @param stage receives the end of every sequence, in tokens after the start of the first one
   * @return number of sequences that fit
   * @throws MalformedDumpException if an offset is invalid
   * @throws LimitExceededException if a sequence is too long
   */
  abstract int measure(int from, int to, int tokens, TokenStage stage);

  /** Copies measured sequences, {@code from} to {@code to − 1}. */
  abstract void copy(int from, int to, TokenStage stage);

  /** Whether a sequence is present. */
  abstract boolean present(int sequence);
}
