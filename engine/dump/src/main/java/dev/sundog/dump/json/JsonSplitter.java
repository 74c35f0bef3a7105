package dev.sundog.dump.json;

import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.spec.RecordPath;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the elements of one array out of a JSON document, whatever the document's size: what is in
 * memory is the frame that is being cut. Finds ends of values by strings and brackets only; the
 * cursor that reads a record checks the rest. Of values outside the array nothing else is checked.
 */
public final class JsonSplitter implements BlockSplitter {
  private final DumpInput input;
  private final JsonScanner scanner;
  private final @Nullable ArrayWalk array;
  private final int recordsPerFrame;
  private final int chunkBytes;

  /** Where the frame's records begin and end, in bytes from where the first one begins. */
  private final IntArrayList starts = new IntArrayList();

  private final IntArrayList ends = new IntArrayList();
  private long record = 1;
  private boolean began;
  private boolean finished;

  /**
   * Records of a document.
   *
   * @param input the file, closed with the framer
   * @param records path of the array of records, without steps if the document is that array; null
   *     if the document itself is the only record
   * @param recordsPerFrame records of a frame at most
   * @param chunkBytes bytes read at a time
   * @param recordBytes largest record allowed
   */
  public JsonSplitter(
      DumpInput input,
      @Nullable RecordPath records,
      int recordsPerFrame,
      int chunkBytes,
      int recordBytes) {
    this.input = input;
    this.recordsPerFrame = recordsPerFrame;
    this.chunkBytes = chunkBytes;
    scanner = new JsonScanner(input, chunkBytes, recordBytes);
    array = records == null ? null : new ArrayWalk(scanner, records);
  }

  @Override
  public @Nullable RecordBlock next() {
    if (finished) {
      return null;
    }
    scanner.forget();
    scanner.at(0);
    starts.clear();
    ends.clear();
    boolean more = began ? another() : first();
    began = true;
    while (more) {
      element();
      if (starts.size() == recordsPerFrame || scanner.length() >= chunkBytes) {
        return frame();
      }
      more = another();
    }
    RecordBlock last = starts.size() == 0 ? null : frame();
    finish();
    return last;
  }

  private boolean first() {
    return array == null || array.enter();
  }

  private boolean another() {
    return array != null && scanner.next(']');
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

  private RecordBlock frame() {
    int count = starts.size();
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
    int[] indices = new int[lengths.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = scanner.kept() + lengths.getInt(i);
    }
    return indices;
  }

  /** Reads what stands behind the records, keeping none of it. */
  private void finish() {
    finished = true;
    scanner.forget();
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
