// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.spec.RecordPath;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Splits the elements of one array of a JSON document into blocks. Only the current block is in
 * memory. The ends of records are found by strings and brackets; {@link JsonCursor} checks their
 * grammar. The grammar of values outside the array is checked here.
 */
public final class JsonSplitter implements BlockSplitter {
  private final DumpInput input;
  private final JsonScanner scanner;
  private final @Nullable ArrayWalk array;
  private final int recordsPerBlock;
  private final int chunkBytes;

  /** Starts of the block's records, in bytes from the start of the first. */
  private final IntArrayList starts = new IntArrayList();

  private final IntArrayList ends = new IntArrayList();
  private long record = 1;
  private boolean began;
  private boolean leaving;
  private boolean finished;

  /** An error after the last block. */
  private @Nullable RuntimeException failure;

  /**
   * A splitter of a document.
   *
   * @param input the file, closed with the splitter
   * @param records path of the array of records; empty if the document is that array, null if the
   *     records are values one after the other
   * @param recordsPerBlock largest number of records in a block
   * @param chunkBytes bytes read at once
   * @param recordBytes largest size of a record
   */
  public JsonSplitter(
      DumpInput input,
      @Nullable RecordPath records,
      int recordsPerBlock,
      int chunkBytes,
      int recordBytes) {
    this.input = input;
    this.recordsPerBlock = recordsPerBlock;
    this.chunkBytes = chunkBytes;
    scanner = new JsonScanner(input, chunkBytes, recordBytes);
    array = records == null ? null : new ArrayWalk(scanner, records);
  }

  /** Records of a document in blocks that become batches within their limits. */
  public static JsonSplitter of(
      DumpInput input, @Nullable RecordPath records, InputLimits limits, BatchLimits batch) {
    return new JsonSplitter(
        input, records, batch.batchItems(), BlockSplitter.chunkBytes(batch), limits.recordBytes());
  }

  /** The next records; an error after some records is thrown after their block. */
  @Override
  public @Nullable RecordBlock next() {
    if (failure != null) {
      throw failure;
    }
    if (finished) {
      return null;
    }
    scanner.forget();
    scanner.at(0);
    starts.clear();
    ends.clear();
    try {
      return records();
    } catch (MalformedDumpException | LimitExceededException e) {
      if (ends.size() == 0) {
        throw e;
      }
      failure = e;
      return block();
    }
  }

  private @Nullable RecordBlock records() {
    if (leaving) {
      finish();
      return null;
    }
    boolean more = began ? another() : first();
    began = true;
    while (more) {
      element();
      if (starts.size() == recordsPerBlock || scanner.length() >= chunkBytes) {
        return block();
      }
      more = another();
    }
    leaving = true;
    if (ends.size() > 0) {
      return block();
    }
    finish();
    return null;
  }

  private boolean first() {
    return array == null ? scanner.another() : array.enter();
  }

  private boolean another() {
    return array == null ? scanner.another() : scanner.next(']');
  }

  private void element() {
    scanner.peek();
    if (starts.size() == 0) {
      scanner.keep();
    }
    scanner.at(record + starts.size());
    starts.addInt(scanner.length());
    scanner.record();
    ends.addInt(scanner.length());
  }

  private RecordBlock block() {
    int count = ends.size();
    long first = record;
    record += count;
    return new RecordBlock(
        input.name(),
        scanner.bytes(),
        indices(starts),
        indices(ends),
        count,
        first,
        scanner.base());
  }

  private int[] indices(IntArrayList lengths) {
    int[] indices = new int[ends.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = scanner.kept() + lengths.getInt(i);
    }
    return indices;
  }

  /** Skips the rest of the document. */
  private void finish() {
    finished = true;
    scanner.forget();
    scanner.at(0);
    if (array != null) {
      array.leave();
    }
    scanner.end();
  }

  @Override
  public double progress() {
    return input.progress();
  }

  @Override
  public void close() {
    input.close();
  }
}
