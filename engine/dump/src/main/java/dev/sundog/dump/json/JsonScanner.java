// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.ByteSource;
import dev.sundog.dump.input.Window;

/**
 * Finds the ends of values in a JSON document of any size: those of records by strings and brackets
 * only, for {@link JsonCursor} checks their grammar; {@link ValueChecker} skips all others. Bytes
 * are dropped as they are passed, except between {@link #keep()} and {@link #forget()}. Not
 * thread-safe.
 */
final class JsonScanner {
  private static final int NOWHERE = -1;

  private final String source;
  private final Window window;
  private final int recordBytes;
  private final JsonMarks marks = new JsonMarks();
  private final JsonCursor cursor = new JsonCursor();
  private byte[] bytes = {};
  private int at;
  private int filled;
  private int kept = NOWHERE;
  private int piece = NOWHERE;
  private long record;

  JsonScanner(ByteSource input, int chunkBytes, int recordBytes) {
    source = input.name();
    window = new Window(input, chunkBytes);
    this.recordBytes = recordBytes;
  }

  /** Keeps all bytes from here on. */
  void keep() {
    kept = at;
  }

  /** Keeps no bytes. */
  void forget() {
    kept = NOWHERE;
  }

  /** Number of bytes kept. */
  int length() {
    return at - kept;
  }

  /** The array of the kept bytes, which are not written any more. */
  byte[] bytes() {
    return bytes;
  }

  /** Index of the first kept byte. */
  int kept() {
    return kept;
  }

  /** Offset of the array's first byte in the decompressed file. */
  long base() {
    return window.base();
  }

  /** Sets the record, from 1, that errors name; 0 for none. */
  void at(long record) {
    this.record = record;
  }

  /** Skips a record. */
  void record() {
    piece = at;
    try {
      skipValue();
      endPiece();
    } catch (MalformedDumpException | LimitExceededException e) {
      throw earlier(e);
    }
  }

  /** The first error of the record's grammar, if that is why its end was not found. */
  private RuntimeException earlier(RuntimeException later) {
    cursor.reset(bytes, piece, filled, source, record, base() + piece);
    try {
      cursor.skip();
    } catch (MalformedDumpException e) {
      return e.offset() < base() + filled ? e : later;
    }
    return later;
  }

  /** Reads a key and its colon; nothing may be kept. */
  String key() {
    if (peek() != '"') {
      throw malformed("expected a key");
    }
    keep();
    piece = at;
    skipString();
    cursor.reset(bytes, piece, at, source, record, base() + piece);
    cursor.text();
    String key = new String(cursor.textBytes(), cursor.textFrom(), cursor.textLength(), UTF_8);
    endPiece();
    forget();
    if (peek() != ':') {
      throw malformed("expected ':'");
    }
    at++;
    return key;
  }

  private void endPiece() {
    checkLength();
    piece = NOWHERE;
  }

  private void checkLength() {
    if (piece != NOWHERE && at - piece > recordBytes) {
      throw new LimitExceededException(
          source,
          record,
          base() + piece,
          Limit.RECORD_BYTES,
          "a record of more than " + recordBytes + " bytes");
    }
  }

  /** Enters an object or array. Returns false, after its end, if it is empty. */
  boolean enter(char close) {
    at++;
    if (peek() == close) {
      at++;
      return false;
    }
    return true;
  }

  /** Moves from a value to the next one. Returns false, after the object or array, at its end. */
  boolean next(char close) {
    byte c = peek();
    if (c != ',' && c != close) {
      throw malformed("expected ',' or '" + close + "'");
    }
    at++;
    return c == ',';
  }

  /** Checks that the document ends here. */
  void end() {
    if (skipSpace()) {
      throw malformed("unexpected text after the document");
    }
  }

  /** Skips a number, true, false or null and checks it; nothing may be kept. */
  void literal() {
    keep();
    piece = at;
    skipValue();
    cursor.reset(bytes, piece, at, source, record, base() + piece);
    cursor.skip();
    cursor.end();
    endPiece();
    forget();
  }

  /** The next byte, or -1 at the end of the document. */
  int next() {
    return more() ? bytes[at] & 0xFF : -1;
  }

  /** Skips the next byte. */
  void step() {
    at++;
  }

  /** Skips a value, by strings and brackets only. */
  void skipValue() {
    byte first = peek();
    if (first == '"') {
      skipString();
    } else if (first == '{' || first == '[') {
      skipNested();
    } else if (!isScalar(first)) {
      throw malformed("expected a JSON value");
    } else {
      do {
        at++;
      } while (more() && isScalar(bytes[at]));
    }
  }

  private static boolean isScalar(byte c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '-'
        || c == '+'
        || c == '.';
  }

  /** Skips an object or array, by 64 bytes; the record's reader checks which bracket ends it. */
  private void skipNested() {
    marks.begin();
    int depth = 0;
    while (true) {
      int length = ahead();
      marks.load(bytes, at, length);
      int closing = Long.bitCount(marks.closing());
      if (closing < depth) {
        depth += Long.bitCount(marks.opening()) - closing;
      } else {
        for (long left = marks.opening() | marks.closing(); left != 0; left &= left - 1) {
          depth += (marks.opening() & left & -left) != 0 ? 1 : -1;
          if (depth == 0) {
            at += Long.numberOfTrailingZeros(left) + 1;
            return;
          }
        }
      }
      at += length;
      if (length < JsonMarks.BYTES) {
        throw malformed(marks.inString() ? "unterminated string" : "unexpected end of document");
      }
    }
  }

  /** Number of the next bytes in memory that {@link #marks} takes: all but at the end. */
  private int ahead() {
    while (filled - at < JsonMarks.BYTES && !window.ended()) {
      refill();
    }
    return Math.min(JsonMarks.BYTES, filled - at);
  }

  private void skipString() {
    at++;
    while (more()) {
      byte c = bytes[at++];
      if (c == '"') {
        return;
      }
      if (c == '\\' && more()) {
        at++;
      }
    }
    throw malformed("unterminated string");
  }

  /** The first byte of the next value or separator, after white space. */
  byte peek() {
    if (!skipSpace()) {
      throw malformed("unexpected end of document");
    }
    return bytes[at];
  }

  /** Whether another value follows, after white space. */
  boolean another() {
    return skipSpace();
  }

  private boolean skipSpace() {
    while (more()) {
      byte c = bytes[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return true;
      }
      at++;
    }
    return false;
  }

  private boolean more() {
    return at < filled || refill();
  }

  private boolean refill() {
    checkLength();
    if (window.ended()) {
      return false;
    }
    int from = kept == NOWHERE ? at : kept;
    window.moveTo(from);
    bytes = window.bytes();
    filled = window.filled();
    at -= from;
    piece -= piece == NOWHERE ? 0 : from;
    kept = kept == NOWHERE ? NOWHERE : 0;
    return at < filled;
  }

  /** An error at the next byte. */
  MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(source, record, base() + at, reason);
  }
}
