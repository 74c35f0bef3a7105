package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.bytes.IntList;
import dev.sundog.dump.input.RecordBlock;
import java.util.Arrays;

/**
 * A cursor over the JSON of one record. It stands before a value or before what separates values;
 * callers ask for what they expect, and everything else is a {@link MalformedDumpException} at the
 * byte where it stands. Nothing is allocated per value and nothing recurses, so depth costs a bit a
 * level. Not thread-safe.
 *
 * <p>A {@link #text()}, {@link #key()} or {@link #literal()} leaves its bytes in {@link
 * #textBytes()} from {@link #textFrom()}, {@link #textLength()} long, until the next such call.
 */
public final class JsonCursor {
  private static final byte[] NOTHING = new byte[0];

  byte[] bytes = NOTHING;
  int at;
  int end;
  private int from;
  private String source = "";
  private long record;
  private long base;
  private final JsonStrings strings = new JsonStrings(this);
  private final Brackets brackets = new Brackets();
  private byte[] textBytes = NOTHING;
  private int textFrom;
  private int textLength;

  /** Goes to the beginning of a frame's record. */
  public void reset(RecordBlock frame, int index) {
    reset(frame, index, frame.firstRecord() + index);
  }

  /** Goes to the beginning of a frame's record that has another number, from 1. */
  void reset(RecordBlock frame, int index, long record) {
    reset(
        frame.bytes(),
        frame.starts()[index],
        frame.ends()[index],
        frame.source(),
        record,
        frame.offset(index));
  }

  /**
   * Goes to the beginning of a record.
   *
   * @param bytes bytes that hold the record
   * @param from index of its first byte
   * @param to index behind its last byte
   * @param source name of the input, for errors
   * @param record number of the record, from 1
   * @param offset offset of the record in the input, in bytes
   */
  public void reset(byte[] bytes, int from, int to, String source, long record, long offset) {
    this.bytes = bytes;
    this.from = from;
    this.at = from;
    this.end = to;
    this.source = source;
    this.record = record;
    this.base = offset;
  }

  /** Where the cursor stands, as an index into the bytes. */
  public int position() {
    return at;
  }

  /** Goes back to where the cursor stood before. */
  public void position(int position) {
    at = position;
  }

  /** The byte that the next value or separator begins with. */
  public byte peek() {
    if (at < end && bytes[at] > ' ') {
      return bytes[at];
    }
    skipSpace();
    if (at == end) {
      throw malformed("the record is cut off");
    }
    return bytes[at];
  }

  /** Whether only white space is left. */
  public boolean atEnd() {
    skipSpace();
    return at == end;
  }

  /** Checks that only white space is left. */
  public void end() {
    if (!atEnd()) {
      throw malformed("something stands behind the record");
    }
  }

  /** Enters an object; whether it has a member. */
  public boolean enterObject() {
    return enter('{', '}', "an object");
  }

  /** Enters an array; whether it has an element. */
  public boolean enterArray() {
    return enter('[', ']', "an array");
  }

  private boolean enter(char open, char close, String what) {
    if (peek() != open) {
      throw malformed("this should be " + what);
    }
    at++;
    if (peek() == close) {
      at++;
      return false;
    }
    return true;
  }

  /** Behind a member's value: whether another member follows; else the object was left. */
  public boolean nextMember() {
    return next('}');
  }

  /** Behind an element: whether another follows; else the array was left. */
  public boolean nextElement() {
    return next(']');
  }

  private boolean next(char close) {
    byte c = peek();
    if (c != ',' && c != close) {
      throw malformed("',' or '" + close + "' is missing here");
    }
    at++;
    return c == ',';
  }

  /** Reads a member's name and the colon behind it. */
  public void key() {
    text();
    if (peek() != ':') {
      throw malformed("':' is missing here");
    }
    at++;
  }

  /** Reads a member's name and colon if it is exactly this name, unescaped; else stays. */
  public boolean keyIs(byte[] name) {
    int closing = at + 1 + name.length;
    if (closing + 1 < end
        && bytes[at] == '"'
        && bytes[closing] == '"'
        && bytes[closing + 1] == ':'
        && Arrays.equals(bytes, at + 1, closing, name, 0, name.length)) {
      at = closing + 2;
      return true;
    }
    return false;
  }

  /** Reads a string. */
  public void text() {
    if (peek() != '"') {
      throw malformed("this should be a string");
    }
    strings.read();
  }

  /** Reads a number, true, false or null as it is written. */
  public void literal() {
    byte first = peek();
    int begin = at;
    if (first == 't' || first == 'f' || first == 'n') {
      word(first == 't' ? "true" : first == 'f' ? "false" : "null");
    } else {
      JsonNumbers.skip(this);
    }
    span(bytes, begin, at - begin);
  }

  /** Reads a string, or a number, true, false or null as it is written. */
  public void scalar() {
    byte first = peek();
    if (first == '"') {
      strings.read();
    } else if (first == '{' || first == '[') {
      throw malformed("this should be a text");
    } else {
      literal();
    }
  }

  /** Reads what {@link #scalar()} does, as a text of its own. */
  public String scalarString() {
    scalar();
    return textString();
  }

  /** Reads null if it stands here. */
  public boolean skipNull() {
    if (peek() != 'n') {
      return false;
    }
    word("null");
    return true;
  }

  /** Reads an array of integers of 32 bits into a list, which is emptied before. */
  public void ids(IntList ids, int limit) {
    JsonNumbers.ids(this, ids, limit);
  }

  /** Reads a number, of any size; beyond the range of float64 it is malformed. */
  public double number() {
    byte first = peek();
    if (first == '"' || first == '[' || first == '{' || first == 't' || first == 'f') {
      throw malformed("this should be a number");
    }
    return JsonNumbers.number(this);
  }

  /**
   * Reads a number, or a string of nothing but one, as some tools write numbers; -inf and -Infinity
   * are −∞ there.
   */
  public double numeral() {
    return peek() == '"' ? JsonNumbers.quoted(this) : number();
  }

  /** Reads over a value, checking its grammar. */
  public void skip() {
    int depth = 0;
    while (true) {
      byte c = peek();
      if (c == '{' || c == '[') {
        if (c == '{' ? enterObject() : enterArray()) {
          depth = push(depth, c == '{');
          continue;
        }
      } else if (c == '"') {
        strings.skip();
      } else {
        literal();
      }
      while (depth > 0 && !(brackets.isBrace(depth - 1) ? memberFollows() : nextElement())) {
        depth--;
      }
      if (depth == 0) {
        return;
      }
    }
  }

  private boolean memberFollows() {
    if (!nextMember()) {
      return false;
    }
    skipKey();
    return true;
  }

  private void skipKey() {
    if (peek() != '"') {
      throw malformed("this should be a member's name");
    }
    strings.skip();
    if (peek() != ':') {
      throw malformed("':' is missing here");
    }
    at++;
  }

  private int push(int depth, boolean object) {
    if (object) {
      skipKey();
    }
    brackets.open(depth, object);
    return depth + 1;
  }

  /** The bytes that hold the text read last, UTF-8. */
  public byte[] textBytes() {
    return textBytes;
  }

  /** Index of the first byte of the text read last. */
  public int textFrom() {
    return textFrom;
  }

  /** Length of the text read last, in bytes. */
  public int textLength() {
    return textLength;
  }

  /** The text read last. */
  public String textString() {
    return new String(textBytes, textFrom, textLength, UTF_8);
  }

  void span(byte[] bytes, int from, int length) {
    textBytes = bytes;
    textFrom = from;
    textLength = length;
  }

  private void skipSpace() {
    while (at < end) {
      byte c = bytes[at];
      if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
        return;
      }
      at++;
    }
  }

  void word(String word) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at == end) {
        throw malformed("the record is cut off");
      }
      if (bytes[at] != word.charAt(i)) {
        throw malformed("this is no JSON value");
      }
    }
  }

  LimitExceededException tooLong(int limit) {
    return new LimitExceededException(
        source,
        record,
        base + at - from,
        Limit.SEQUENCE_TOKENS,
        "a sequence of more than " + limit + " tokens");
  }

  /** An error where the cursor stands. */
  public MalformedDumpException malformed(String reason) {
    return malformedAt(at, reason);
  }

  /** An error at an index of the bytes. */
  public MalformedDumpException malformedAt(int position, String reason) {
    return new MalformedDumpException(source, record, base + position - from, reason);
  }
}
