// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.TokenBuffer;
import dev.sundog.dump.bytes.VectorUse;
import dev.sundog.dump.input.RecordBlock;
import java.util.Arrays;

/**
 * A cursor over the JSON of one record. Callers ask for the kind of value they expect; anything
 * else is a {@link MalformedDumpException} at its byte. Reading a value allocates nothing, and
 * nested values take one bit per level instead of a stack frame. Not thread-safe.
 *
 * <p>{@link #text()}, {@link #key()} and {@link #literal()} leave their UTF-8 bytes in {@link
 * #textBytes()}, from {@link #textFrom()}, {@link #textLength()} bytes long, until the next call of
 * one of them.
 */
public final class JsonCursor {
  byte[] bytes = {};
  int at;
  int end;
  private String source = "";
  private long record;
  private long base;
  private final JsonStrings strings = new JsonStrings(this);
  private final ValueSkipper skipper = new ValueSkipper(this, strings);
  private byte[] textBytes = {};
  private int textFrom;
  private int textLength;
  long scalarBytes;

  /** Whether enough bytes were read for vectors to be worth their compilation. */
  boolean vectors;

  /** A cursor without a record. */
  public JsonCursor() {
    this(VectorUse.scalarBytes());
  }

  /** A cursor without a record that uses vectors after a number of bytes. */
  JsonCursor(long scalarBytes) {
    this.scalarBytes = scalarBytes;
  }

  /** Moves to the start of a record of a block. */
  public void reset(RecordBlock block, int index) {
    reset(
        block.bytes(),
        block.starts()[index],
        block.ends()[index],
        block.source(),
        block.firstRecord() + index,
        block.offset(index));
  }

  /**
   * Moves to the start of a record.
   *
   * @param bytes bytes that hold the record
   * @param from index of its first byte
   * @param to index after its last byte
   * @param source name of the input, for errors
   * @param record number of the record, from 1
   * @param offset offset of the record in the input, in bytes
   */
  public void reset(byte[] bytes, int from, int to, String source, long record, long offset) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
    this.source = source;
    this.record = record;
    this.base = offset - from;
    scalarBytes -= to - from;
    vectors = scalarBytes <= 0;
  }

  /** Index into the bytes of the next byte to read. */
  public int position() {
    return at;
  }

  /** Moves back to an earlier {@link #position()}. */
  public void position(int position) {
    at = position;
  }

  /** The first byte of the next value or separator, after white space. */
  public byte peek() {
    if (at < end && bytes[at] > ' ') {
      return bytes[at];
    }
    skipSpace();
    if (at == end) {
      throw malformed("unexpected end of record");
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
      throw malformed("unexpected text after the record");
    }
  }

  /** Enters an object. Returns false, after its end, if it is empty. */
  public boolean enterObject() {
    return enter('{', '}', "an object");
  }

  /** Enters an array. Returns false, after its end, if it is empty. */
  public boolean enterArray() {
    return enter('[', ']', "an array");
  }

  private boolean enter(char open, char close, String expected) {
    if (peek() != open) {
      throw unexpected(expected);
    }
    at++;
    boolean empty = peek() == close;
    at += empty ? 1 : 0;
    return !empty;
  }

  /** Moves from a value to the next member. Returns false, after the object, at its end. */
  public boolean nextMember() {
    return next('}');
  }

  /** Moves from a value to the next element. Returns false, after the array, at its end. */
  public boolean nextElement() {
    return next(']');
  }

  private boolean next(char close) {
    byte c = peek();
    if (c != ',' && c != close) {
      throw malformed("expected ',' or '" + close + "'");
    }
    at++;
    return c == ',';
  }

  /** Reads a key and its colon. */
  public void key() {
    text();
    if (peek() != ':') {
      throw malformed("expected ':'");
    }
    at++;
  }

  /** Reads a key and its colon if the key is these bytes, without escapes; else does not move. */
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
      throw unexpected("a string");
    }
    strings.read();
  }

  /** Reads a number, true, false or null as its text. */
  public void literal() {
    peek();
    int begin = at;
    JsonLiterals.skip(this);
    span(bytes, begin, at - begin);
  }

  /** Reads a string, or a number, true, false or null as its text. */
  public void scalar() {
    byte first = peek();
    if (first == '"') {
      strings.read();
    } else if (first == '{' || first == '[') {
      throw unexpected("a text");
    } else {
      literal();
    }
  }

  /** Reads a {@link #scalar()} into a new string. */
  public String scalarString() {
    scalar();
    return textString();
  }

  /** Reads null if it is the next value; else does not move. */
  public boolean skipNull() {
    boolean found = peek() == 'n';
    if (found) {
      JsonLiterals.skip(this);
    }
    return found;
  }

  /** Appends an array of integers of 32 bits. */
  public void ids(TokenBuffer ids, int limit) {
    if (enterArray() && !(vectors && VectorIds.read(this, ids, limit))) {
      JsonLiterals.ids(this, ids, limit);
    }
  }

  /** Reads a number; NaN and ±Infinity are numbers, a number beyond float64 is malformed. */
  public double number() {
    if ("\"[{tf".indexOf(peek()) >= 0) {
      throw unexpected("a number");
    }
    return JsonLiterals.number(this);
  }

  /** Reads a number, or a string that holds one or is -inf or -Infinity, as some tools write. */
  public double numeral() {
    return peek() == '"' ? JsonLiterals.quoted(this) : number();
  }

  /** Skips a value and checks its grammar. */
  public void skip() {
    skipper.skip();
  }

  /** The bytes that hold the last text, in UTF-8. */
  public byte[] textBytes() {
    return textBytes;
  }

  /** Index of the first byte of the last text. */
  public int textFrom() {
    return textFrom;
  }

  /** Length of the last text in bytes. */
  public int textLength() {
    return textLength;
  }

  /** The last text. */
  public String textString() {
    return new String(textBytes, textFrom, textLength, UTF_8);
  }

  void span(byte[] utf8, int from, int length) {
    textBytes = utf8;
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

  LimitExceededException tooLong(int limit) {
    String reason = "a sequence of more than " + limit + " tokens";
    return new LimitExceededException(source, record, base + at, Limit.SEQUENCE_TOKENS, reason);
  }

  /** An error that names the value found instead of the expected one. */
  MalformedDumpException unexpected(String expected) {
    String found = JsonLiterals.kind(peek());
    return malformed("expected " + expected + (found.isEmpty() ? "" : ", found " + found));
  }

  /** An error at the next byte. */
  public MalformedDumpException malformed(String reason) {
    return malformedAt(at, reason);
  }

  /** An error at an index into the bytes. */
  public MalformedDumpException malformedAt(int position, String reason) {
    return malformedAt(position, Message.literal(reason));
  }

  /** The same with a reason that names settings. */
  public MalformedDumpException malformedAt(int position, Message reason) {
    return new MalformedDumpException(source, record, base + position, reason);
  }
}
