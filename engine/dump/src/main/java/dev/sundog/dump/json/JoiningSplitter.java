// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.RecordBlock;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Joins neighbouring elements of a JSON array that belong to one item into one record, with the
 * commas between them, also across blocks.
 */
public final class JoiningSplitter implements BlockSplitter {
  private final BlockSplitter parts;
  private final Predicate<JsonCursor> continues;
  private final int recordBytes;
  private final JsonCursor cursor = new JsonCursor();
  private @Nullable RecordBlock open;
  private long items;
  private boolean ended;
  private @Nullable RuntimeException failure;

  /**
   * A splitter of items.
   *
   * @param parts splits the array; closed with this splitter
   * @param continues whether the element at the cursor belongs to the same item as the element
   *     before it
   * @param recordBytes largest size of an item
   */
  public JoiningSplitter(BlockSplitter parts, Predicate<JsonCursor> continues, int recordBytes) {
    this.parts = parts;
    this.continues = continues;
    this.recordBytes = recordBytes;
  }

  /** The complete items. The last item read stays open because more elements may follow. */
  @Override
  public @Nullable RecordBlock next() {
    while (!ended) {
      RecordBlock read = part();
      ended = read == null;
      RecordBlock joined = read == null ? open : join(open, read);
      int whole = joined == null ? 0 : joined.count() - (ended ? 0 : 1);
      open = ended || joined == null ? null : only(joined, whole);
      if (joined != null && whole > 0) {
        items += whole;
        return block(joined, joined.starts(), joined.ends(), whole, items - whole + 1);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  /** The next elements; an error is thrown after the items before it. */
  private @Nullable RecordBlock part() {
    try {
      return parts.next();
    } catch (MalformedDumpException | LimitExceededException e) {
      failure = e;
      return null;
    }
  }

  private RecordBlock join(@Nullable RecordBlock before, RecordBlock read) {
    RecordBlock all = before == null ? read : concat(before, read);
    int[] starts = new int[all.count()];
    int[] ends = new int[all.count()];
    int count = 0;
    for (int part = 0; part < all.count(); part++) {
      cursor.reset(
          all.bytes(),
          all.starts()[part],
          all.ends()[part],
          all.source(),
          items + count + 1,
          all.offset(part));
      boolean first = part == 0;
      if (first || !continues.test(cursor)) {
        starts[count++] = all.starts()[part];
      }
      ends[count - 1] = all.ends()[part];
      if (ends[count - 1] - starts[count - 1] > recordBytes) {
        throw new LimitExceededException(
            all.source(),
            items + count,
            all.base() + starts[count - 1],
            Limit.RECORD_BYTES,
            "an item of more than " + recordBytes + " bytes");
      }
    }
    return block(all, starts, ends, count, items + 1);
  }

  /** The open item and the block after it in one array, with their offsets in the file. */
  private static RecordBlock concat(RecordBlock before, RecordBlock read) {
    int from = before.starts()[0];
    int length = before.ends()[0] - from;
    int gap = Math.toIntExact(read.offset(0) - before.base() - before.ends()[0]);
    int shift = length + gap - read.starts()[0];
    int size = read.ends()[read.count() - 1] + shift;
    byte[] bytes = new byte[size];
    System.arraycopy(before.bytes(), from, bytes, 0, length);
    Arrays.fill(bytes, length, length + gap, (byte) ' ');
    bytes[length] = ',';
    System.arraycopy(read.bytes(), read.starts()[0], bytes, length + gap, size - length - gap);
    int[] starts = new int[read.count() + 1];
    int[] ends = new int[read.count() + 1];
    ends[0] = length;
    for (int part = 0; part < read.count(); part++) {
      starts[part + 1] = read.starts()[part] + shift;
      ends[part + 1] = read.ends()[part] + shift;
    }
    return new RecordBlock(
        read.source(), bytes, starts, ends, starts.length, read.firstRecord(), before.offset(0));
  }

  /** One item of a block as a block. */
  private static RecordBlock only(RecordBlock block, int item) {
    int[] start = {block.starts()[item]};
    int[] end = {block.ends()[item]};
    return block(block, start, end, 1, block.firstRecord() + item);
  }

  private static RecordBlock block(
      RecordBlock block, int[] starts, int[] ends, int count, long firstRecord) {
    return new RecordBlock(
        block.source(), block.bytes(), starts, ends, count, firstRecord, block.base());
  }

  @Override
  public double progress() {
    return parts.progress();
  }

  @Override
  public void close() {
    parts.close();
  }
}
