package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.Window;

/**
 * Finds ends of values in a JSON document, whatever its size, by strings and brackets only. What it
 * passes is forgotten, unless it is told to keep it. Not thread-safe.
 */
final class JsonScanner {
  private static final int NOWHERE = -1;

  private final String source;
  private final Window window;
  private final int recordBytes;
  private final Brackets brackets = new Brackets();
  private byte[] bytes = {};
  private int at;
  private int filled;
  private int kept = NOWHERE;
  private int piece = NOWHERE;
  private long record;

  JsonScanner(DumpInput input, int chunkBytes, int recordBytes) {
    source = input.name();
    window = new Window(input, chunkBytes);
    this.recordBytes = recordBytes;
  }

  /** Keeps everything from here on, until told otherwise. */
  void keep() {
    kept = at;
  }

  /** Keeps nothing. */
  void forget() {
    kept = NOWHERE;
  }

  /** Number of bytes kept, all before where the scanner stands. */
  int length() {
    return at - kept;
  }

  /** The bytes that hold those kept; nobody writes to them any more. */
  byte[] bytes() {
    return bytes;
  }

  /** Index of the first byte kept. */
  int kept() {
    return kept;
  }

  /** Offset in the inflated file of index 0 of the bytes. */
  long base() {
    return window.base();
  }

  /** Names the record, from 1, that the next errors are about; 0 for none. */
  void at(long record) {
    this.record = record;
  }

  /** Reads over a record. */
  void record() {
    piece = at;
    skipValue();
    endPiece();
  }

  /** Reads a member's name and the colon behind it, where nothing is kept. */
  String key() {
    if (peek() != '"') {
      throw malformed("this should be a member's name");
    }
    keep();
    piece = at;
    skipString();
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes, piece, at, source, record, base() + piece);
    cursor.text();
    String key = new String(cursor.textBytes(), cursor.textFrom(), cursor.textLength(), UTF_8);
    endPiece();
    forget();
    if (peek() != ':') {
      throw malformed("':' is missing here");
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

  /** Enters an object or array, whose bracket stands here; whether something is in it. */
  boolean enter(char close) {
    at++;
    if (peek() == close) {
      at++;
      return false;
    }
    return true;
  }

  /** Behind a value: whether another follows in the object or array, else it was left. */
  boolean next(char close) {
    byte c = peek();
    if (c != ',' && c != close) {
      throw malformed("',' or '" + close + "' is missing here");
    }
    at++;
    return c == ',';
  }

  /** Checks that the document ends here. */
  void end() {
    if (skipSpace()) {
      throw malformed("something stands behind the document");
    }
  }

  /** Reads over a value. */
  void skipValue() {
    byte first = peek();
    if (first == '"') {
      skipString();
    } else if (first == '{' || first == '[') {
      skipNested();
    } else if (!isScalar(first)) {
      throw malformed("this is no JSON value");
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

  private void skipNested() {
    int depth = 0;
    do {
      if (!more()) {
        throw malformed("the document is cut off");
      }
      byte c = bytes[at];
      if (c == '"') {
        skipString();
        continue;
      }
      if (c == '{' || c == '[') {
        brackets.open(depth++, c == '{');
      } else if ((c == '}' || c == ']') && brackets.isBrace(--depth) != (c == '}')) {
        throw malformed("brackets do not match");
      }
      at++;
    } while (depth > 0);
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
    throw malformed("a string is cut off");
  }

  /** The byte that the next value or separator begins with. */
  byte peek() {
    if (!skipSpace()) {
      throw malformed("the document is cut off");
    }
    return bytes[at];
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

  /** An error where the scanner stands. */
  MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(source, record, base() + at, reason);
  }
}
