// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One side of a {@link PairImporter}: the memory of its column, and the copy into it. Ids are
 * written in 16 bits as long as all fit; {@link #fits()} says whether they did, and if not, the
 * importer copies again in 32 bits.
 */
final class TokenStage implements AutoCloseable {
  /** Numbers converted at a time: all forms of them stay in the first-level cache. */
  static final int PART = 2048;

  private static final long ALIGNMENT_BYTES = 64;
  private static final int NARROW_IDS = 1 << 16;

  /** Whether ids are converted by vectors: as the kernels, with the module and unless disabled. */
  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
          && !System.getProperty("sundog.kernels", "auto").equals("scalar")
          && VectorNarrowing.AVAILABLE;

  private final String name;
  private final SourcePosition position;
  private final int longest;
  private final int[] ints = new int[PART];
  private short[] shorts = {};
  private long[] longs = {};
  private int[] ends = new int[16];
  private Arena arena;
  private MemorySegment offsets;
  private MemorySegment values;
  private boolean narrow;
  private boolean missing;
  private int moves;
  private int first;
  private int seen;
  private int gathered;
  private long written;

  /**
   * An empty stage.
   *
   * @param name name of the side in errors
   * @param longest limit on the tokens of a sequence
   */
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  TokenStage(String name, SourcePosition position, int longest) {
    this.name = name;
    this.position = position;
    this.longest = longest;
    arena = Arena.ofShared();
    offsets = allocate(64);
    values = allocate(4096);
  }

  /** Room for the ends of sequences that are going to be measured, in tokens. */
  int[] ends(int sequences) {
    missing = false;
    if (ends.length < sequences) {
      ends = new int[Math.max(sequences, 2 * ends.length)];
    }
    return ends;
  }

  /** Notes that one of the measured sequences is missing. */
  void missing() {
    missing = true;
  }

  /** Whether one of the measured sequences is missing. */
  boolean anyMissing() {
    return missing;
  }

  /** Tokens of the first measured sequences. */
  int tokens(int sequences) {
    return sequences == 0 ? 0 : ends[sequences - 1];
  }

  /** Room for a part of numbers. */
  int[] ints() {
    return ints;
  }

  /** Room for a part of numbers of 64 bits. */
  long[] longs() {
    if (longs.length == 0) {
      longs = new long[PART];
    }
    return longs;
  }

  MemorySegment offsets() {
    return offsets;
  }

  MemorySegment values() {
    return values;
  }

  /**
   * Copies measured sequences.
   *
   * @param narrow whether ids are written in 16 bits
   */
  void copy(TokenSequences source, int from, int to, boolean narrow) {
    this.narrow = narrow;
    first = from;
    seen = 0;
    gathered = 0;
    written = 0;
    int count = to - from;
    reserve(count, tokens(count), narrow ? Short.BYTES : Integer.BYTES);
    offsets.set(JAVA_INT, 0, 0);
    MemorySegment.copy(ends, 0, offsets, JAVA_INT, Integer.BYTES, count);
    source.copy(from, to, this);
  }

  /** Whether all ids copied last are below 65,536. */
  boolean fits() {
    return (seen & -NARROW_IDS) == 0;
  }

  /**
   * Appends a row; {@link #flush()} ends them. Rows are gathered first: one conversion of many ids
   * costs less than many of a few.
   */
  void add(int[] row) {
    int length = row.length;
    if (length > PART - gathered) {
      flush();
    }
    if (length > PART) {
      write(row, length);
    } else {
      System.arraycopy(row, 0, ints, gathered, length);
      gathered += length;
    }
  }

  /** Writes the rows that are still gathered. */
  void flush() {
    write(ints, gathered);
    gathered = 0;
  }

  /** Appends flat ids. */
  void add(ForeignBuffer source, long from, int tokens) {
    for (int done = 0; done < tokens; done += PART) {
      int part = Math.min(PART, tokens - done);
      read(source, from + done, part);
      write(ints, part);
    }
  }

  private void read(ForeignBuffer source, long from, int count) {
    MemorySegment memory = source.memory();
    switch (source.type()) {
      case INT32 ->
          MemorySegment.copy(memory, JAVA_INT_UNALIGNED, Integer.BYTES * from, ints, 0, count);
      case INT64 -> {
        long[] wide = longs();
        MemorySegment.copy(memory, JAVA_LONG_UNALIGNED, Long.BYTES * from, wide, 0, count);
        shorten(wide, count);
      }
      case UINT16 -> {
        shorts = shorts.length == 0 ? new short[PART] : shorts;
        MemorySegment.copy(memory, JAVA_SHORT_UNALIGNED, Short.BYTES * from, shorts, 0, count);
        for (int index = 0; index < count; index++) {
          ints[index] = shorts[index] & 0xFFFF;
        }
      }
      case UINT8 -> {
        for (int index = 0; index < count; index++) {
          ints[index] = memory.get(JAVA_BYTE, from + index) & 0xFF;
        }
      }
      case FLOAT32, FLOAT64 -> throw new IllegalArgumentException(source.type() + " ids");
    }
  }

  private void shorten(long[] wide, int count) {
    long lost = 0;
    for (int index = 0; index < count; index++) {
      ints[index] = (int) wide[index];
      lost |= wide[index] ^ (int) wide[index];
    }
    if (lost != 0) {
      throw beyondInt(wide);
    }
  }

  /** The error of the first id in a part that is no int. */
  private MalformedDumpException beyondInt(long[] wide) {
    int index = 0;
    while (wide[index] == (int) wide[index]) {
      index++;
    }
    int sequence = 0;
    while (ends[sequence] <= written + index) {
      sequence++;
    }
    return malformed(first + sequence + 1L, "token id " + wide[index] + " is beyond 32 bits");
  }

  private void write(int[] ids, int count) {
    if (!narrow) {
      MemorySegment.copy(ids, 0, values, JAVA_INT, Integer.BYTES * written, count);
    } else if (VECTORS && count >= VectorNarrowing.LANES) {
      seen |= VectorNarrowing.narrow(ids, 0, count, values, Short.BYTES * written);
    } else {
      narrow(ids, count);
    }
    written += count;
  }

  private void narrow(int[] ids, int count) {
    int bits = 0;
    long at = Short.BYTES * written;
    for (int index = 0; index < count; index++) {
      int id = ids[index];
      bits |= id;
      values.set(JAVA_SHORT, at + (long) Short.BYTES * index, (short) id);
    }
    seen |= bits;
  }

  void checkLength(long length, int sequence) {
    if (length > longest) {
      position.set(name, sequence + 1L, -1);
      throw position.exceeded(Limit.SEQUENCE_TOKENS, length + " tokens, more than " + longest);
    }
  }

  /** Checks the lengths of measured sequences. */
  void checkLengths(int[] ends, int count, int from) {
    if (ends[count - 1] > longest) {
      for (int index = 0; index < count; index++) {
        checkLength(ends[index] - (index == 0 ? 0 : ends[index - 1]), from + index);
      }
    }
  }

  MalformedDumpException malformed(long record, String reason) {
    position.set(name, record, -1);
    return position.malformed(reason);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  private void reserve(int count, int tokens, int width) {
    long offsetBytes = 4L * (count + 1);
    long valueBytes = (long) width * tokens;
    if (offsets.byteSize() - BatchMemory.PADDING_BYTES < offsetBytes
        || values.byteSize() - BatchMemory.PADDING_BYTES < valueBytes) {
      long offsetRoom = Math.max(offsetBytes, offsets.byteSize());
      long valueRoom = Math.max(valueBytes, values.byteSize());
      arena.close();
      moves++;
      arena = Arena.ofShared();
      offsets = allocate(offsetRoom + offsetRoom / 2);
      values = allocate(valueRoom + valueRoom / 2);
    }
  }

  private MemorySegment allocate(long bytes) {
    return arena.allocate(bytes + BatchMemory.PADDING_BYTES, ALIGNMENT_BYTES);
  }

  /** How often the memory was replaced by larger one. */
  int moves() {
    return moves;
  }

  /** Bytes of off-heap memory. */
  long bytes() {
    return offsets.byteSize() + values.byteSize();
  }

  @Override
  public void close() {
    arena.close();
  }
}
