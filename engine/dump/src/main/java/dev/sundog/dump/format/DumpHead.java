// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/**
 * The start of a dump's first file, which all formats look at to recognise it. Each part is
 * computed at most once. Not thread-safe.
 */
public final class DumpHead {
  private static final int BYTES = 1 << 16;

  private final String name;
  private final long size;
  private final boolean compressed;
  private final byte[] bytes;
  private final int begin;
  private final long offset;
  private @Nullable String text;
  private @Nullable Boolean firstLineIsRecord;

  /**
   * The start of a file.
   *
   * @param input the file, of which nothing is read
   */
  DumpHead(DumpInput input) {
    name = input.name();
    size = input.size();
    offset = input.offset();
    compressed = input.compressed();
    bytes = input.peek(BYTES);
    int first = 0;
    while (first < bytes.length && isBlank(bytes[first])) {
      first++;
    }
    begin = first;
  }

  private static boolean isBlank(byte c) {
    return c >= 0 && c <= ' ';
  }

  /** The file's name. */
  public String name() {
    return name;
  }

  /** The file's size in bytes, compressed or not; −1 if it is not a regular file. */
  public long size() {
    return size;
  }

  /** Whether the file is compressed; {@link #bytes} are not. */
  public boolean compressed() {
    return compressed;
  }

  /** The first bytes, at most 64 KiB, without a byte order mark of UTF-8. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Index of the first byte that is not white space; the number of bytes if there is none. */
  public int begin() {
    return begin;
  }

  /** Offset in the decompressed file of {@link #begin}. */
  public long offset() {
    return offset + begin;
  }

  /** Whether the first bytes are these characters of ISO 8859-1. */
  public boolean startsWith(String magic) {
    return bytes.length >= magic.length()
        && new String(bytes, 0, magic.length(), ISO_8859_1).equals(magic);
  }

  /** Whether the first byte that is not white space begins a JSON object or array. */
  public boolean isJson() {
    return begin < bytes.length && (bytes[begin] == '{' || bytes[begin] == '[');
  }

  /** Whether the first bytes hold no control characters but white space. */
  public boolean isText() {
    for (byte c : bytes) {
      if (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Whether the first bytes are all of the file. */
  public boolean whole() {
    return bytes.length < BYTES;
  }

  /** The text from {@link #begin} on; one character per byte. */
  public String text() {
    if (text == null) {
      text = new String(bytes, begin, bytes.length - begin, ISO_8859_1);
    }
    return text;
  }

  /** The first line of {@link #text}. */
  public String firstLine() {
    int end = text().indexOf('\n');
    return end < 0 ? text() : text().substring(0, end);
  }

  /**
   * Whether the first line is a JSON record of its own, or a malformed one, rather than the first
   * line of a larger value.
   */
  public boolean firstLineIsRecord() {
    if (firstLineIsRecord == null) {
      firstLineIsRecord = !firstLineGoesOn();
    }
    return firstLineIsRecord;
  }

  private boolean firstLineGoesOn() {
    int end = begin;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == bytes.length) {
      return false;
    }
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes, begin, end, "", 1, 0);
    try {
      cursor.skip();
      return false;
    } catch (MalformedDumpException e) {
      int last = end - 1;
      while (isBlank(bytes[last])) {
        last--;
      }
      return bytes[last] == '{' || bytes[last] == '[' || bytes[last] == ',';
    }
  }
}
