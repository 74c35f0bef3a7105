// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.ByteSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads a JSON document that is one object, of which only some members are kept in memory; the
 * others are checked and may have any size. Not thread-safe.
 */
public final class ObjectReader {
  private static final int LEAST_BYTES = 1 << 8;
  private static final int CHUNK_BYTES = 1 << 16;

  /**
   * A value that is kept.
   *
   * @param begin index of its first byte
   * @param offset offset of that byte in the document
   */
  private record Kept(int begin, long offset) {}

  private final Set<String> members;
  private final int mostBytes;

  /** The kept members as an object. */
  private byte[] bytes = new byte[1 << 12];

  private int length;

  private final List<Kept> kept = new ArrayList<>();

  /**
   * A reader of objects.
   *
   * @param members names of the members that are kept
   * @param mostBytes bytes at most of the kept members of an object
   */
  public ObjectReader(Set<String> members, int mostBytes) {
    this.members = Set.copyOf(members);
    this.mostBytes = mostBytes;
  }

  /**
   * Reads a document to its end.
   *
   * @param size length of the document in bytes
   * @param record number of the record, from 1
   * @param cursor is moved before the kept members
   * @throws MalformedDumpException if it is not an object
   */
  public void read(ByteSource source, long size, long record, JsonCursor cursor) {
    length = 0;
    kept.clear();
    int chunk = Math.clamp(size + 1, LEAST_BYTES, CHUNK_BYTES);
    JsonScanner scanner = new JsonScanner(source, chunk, mostBytes);
    ValueChecker others = new ValueChecker(scanner);
    scanner.at(record);
    if (scanner.peek() != '{') {
      throw scanner.malformed("expected an object");
    }
    append((byte) '{');
    for (boolean more = scanner.enter('}'); more; more = scanner.next('}')) {
      String key = scanner.key();
      if (members.contains(key)) {
        scanner.peek();
        keep(key, scanner);
      } else {
        others.skip();
      }
      if (length > mostBytes) {
        throw new LimitExceededException(
            source.name(),
            record,
            0,
            Limit.RECORD_BYTES,
            "a record of more than " + mostBytes + " bytes");
      }
    }
    append((byte) '}');
    scanner.end();
    cursor.reset(bytes, 0, length, source.name(), record, 0);
  }

  private void keep(String key, JsonScanner scanner) {
    if (length > 1) {
      append((byte) ',');
    }
    append((byte) '"');
    append(key.replace("\\", "\\\\").replace("\"", "\\\"").getBytes(UTF_8));
    append((byte) '"');
    append((byte) ':');
    scanner.keep();
    long offset = scanner.base() + scanner.kept();
    scanner.record();
    kept.add(new Kept(length, offset));
    append(Arrays.copyOfRange(scanner.bytes(), scanner.kept(), scanner.kept() + scanner.length()));
    scanner.forget();
  }

  private void append(byte... more) {
    if (length + more.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more.length));
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /** The same error with its offset in the document instead of the kept members. */
  public MalformedDumpException located(MalformedDumpException e) {
    long offset = 0;
    for (Kept value : kept) {
      if (value.begin() <= e.offset()) {
        offset = value.offset() + e.offset() - value.begin();
      }
    }
    return new MalformedDumpException(e.source(), e.record(), offset, e.why());
  }
}
