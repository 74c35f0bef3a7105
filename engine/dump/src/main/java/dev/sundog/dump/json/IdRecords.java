// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.ItemRun;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.TokenBuffer;
import dev.sundog.dump.bytes.ScalarMasks;
import dev.sundog.dump.bytes.Swar;
import dev.sundog.dump.bytes.VectorMasks;
import dev.sundog.dump.input.RecordBlock;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of a prediction and a reference of token ids that have the shape of a record read
 * before, straight into the columns of a batch. Everything unusual ends the run: other bytes
 * between the values, numbers with signs or of more than eight digits, escapes and errors. The
 * record in question is then read by a walk, which finds what is wrong with it. Not thread-safe.
 */
public final class IdRecords {
  /** What a value of the shape is. */
  private enum Part {
    SKIPPED,
    ID,
    PREDICTION,
    REFERENCE
  }

  private static final int NOWHERE = -1;
  private static final int LONGEST_PAUSE = 64;
  private static final int LONGEST_NUMBER = 8;

  /** A number has at least one digit and a comma. */
  private static final int MOST_NUMBERS = VectorMasks.BYTES / 2;

  private static final int LOADED_BYTES = VectorMasks.BYTES + Long.BYTES;
  private static final long QUOTES = Swar.each('"');
  private static final long BACKSLASHES = Swar.each('\\');
  private static final long SPACES = Swar.each(' ');

  private final RecordShape shape;
  private final int predictionPath;
  private final int referencePath;
  private final int idPath;
  private Part[] parts = {};
  private int known;
  private boolean hasId;
  private int pause;
  private int nextPause;

  IdRecords(RecordShape shape, int predictionPath, int referencePath, int idPath) {
    this.shape = shape;
    this.predictionPath = predictionPath;
    this.referencePath = referencePath;
    this.idPath = idPath;
  }

  /**
   * Appends records of a block until one is unusual.
   *
   * @param cursor cursor of the reader; it is moved
   * @param from index of the first record
   * @param to index after the last one
   * @return number of records that were appended
   */
  public int read(JsonCursor cursor, RecordBlock block, int from, int to, BatchAppender appender) {
    if (pause > 0) {
      pause--;
      return 0;
    }
    learn();
    if (parts.length == 0) {
      return 0;
    }
    int begin = block.starts()[from];
    long bytes = (long) block.ends()[to - 1] - begin;
    ItemRun run = appender.run(to - from, 3 * bytes, hasId);
    if (run == null) {
      return 0;
    }
    int record = from;
    cursor.reset(block, from);
    while (record < to && append(cursor, block.starts()[record], block.ends()[record], run)) {
      record++;
    }
    run.end();
    cursor.scalarBytes -= record == from ? 0 : block.ends()[record - 1] - begin;
    nextPause = record == from ? Math.min(LONGEST_PAUSE, 2 * nextPause + 1) : 0;
    pause = record == to ? 0 : nextPause;
    return record - from;
  }

  /** Finds out what the values of the shape are; no parts if it has others. */
  private void learn() {
    if (known == shape.number()) {
      return;
    }
    known = shape.number();
    parts = new Part[shape.values()];
    int ids = 0;
    int predictions = 0;
    int references = 0;
    for (int value = 0; value < parts.length; value++) {
      Part part = part(shape.node(value));
      if (part == null) {
        parts = new Part[0];
        return;
      }
      parts[value] = part;
      ids += part == Part.ID ? 1 : 0;
      predictions += part == Part.PREDICTION ? 1 : 0;
      references += part == Part.REFERENCE ? 1 : 0;
    }
    hasId = ids == 1;
    if (predictions != 1 || references != 1 || ids > 1) {
      parts = new Part[0];
    }
  }

  private @Nullable Part part(@Nullable PathNode node) {
    int path = node == null ? NOWHERE : node.onlyPath();
    return node == null
        ? Part.SKIPPED
        : path == predictionPath
            ? Part.PREDICTION
            : path == referencePath ? Part.REFERENCE : path == idPath ? Part.ID : null;
  }

  /** Appends a record. Returns false, with nothing appended, if it is unusual. */
  private boolean append(JsonCursor cursor, int begin, int end, ItemRun run) {
    byte[] bytes = cursor.bytes;
    int at = begin;
    for (int value = 0; value < parts.length && at >= 0; value++) {
      at = shape.after(value, bytes, at, end);
      if (at < 0 || at + Long.BYTES > bytes.length) {
        at = NOWHERE;
        break;
      }
      at =
          switch (parts[value]) {
            case SKIPPED -> skipped(cursor, at, end);
            case ID -> id(bytes, at, end, run);
            case PREDICTION -> ids(bytes, at, end, cursor.vectors, run.predictionTokens());
            case REFERENCE -> ids(bytes, at, end, cursor.vectors, run.referenceTokens());
          };
    }
    at = at < 0 ? at : shape.after(parts.length, bytes, at, end);
    if (at >= 0 && (at == end || (at == end - 1 && bytes[at] == '\r'))) {
      return run.endItem(hasId);
    }
    run.abandonItem();
    return false;
  }

  /** Index after a value that is not read. */
  private static int skipped(JsonCursor cursor, int at, int end) {
    int after = number(cursor.bytes, at);
    if (after >= 0) {
      return after;
    }
    cursor.at = at;
    cursor.end = end;
    try {
      cursor.skip();
      return cursor.at;
    } catch (MalformedDumpException e) {
      return NOWHERE;
    }
  }

  /** Index after an id: a number of digits, or a string of ASCII without escapes. */
  private static int id(byte[] bytes, int at, int end, ItemRun run) {
    if (bytes[at] != '"') {
      int after = number(bytes, at);
      if (after >= 0) {
        run.id(bytes, at, after - at);
      }
      return after;
    }
    int first = at + 1;
    for (int index = first; index + Long.BYTES <= bytes.length; index += Long.BYTES) {
      long word = Swar.load(bytes, index);
      long marks =
          Swar.equal(word, QUOTES)
              | Swar.equal(word, BACKSLASHES)
              | Swar.belowOrNotAscii(word, SPACES);
      if (marks != 0) {
        int closing = index + Swar.first(marks);
        if (closing >= end || bytes[closing] != '"') {
          return NOWHERE;
        }
        run.id(bytes, first, closing - first);
        return closing + 1;
      }
    }
    return NOWHERE;
  }

  /** Index after a number of one to seven digits, or −1. */
  private static int number(byte[] bytes, int at) {
    int count = JsonLiterals.digits(Swar.load(bytes, at));
    boolean plain =
        count > 0
            && count < Long.BYTES
            && (bytes[at] != '0' || count == 1)
            && !isLonger(bytes[at + count]);
    return plain ? at + count : NOWHERE;
  }

  /** Whether a number goes on with a byte after its digits. */
  private static boolean isLonger(byte next) {
    return next == '.' || (next | 0x20) == 'e';
  }

  /**
   * Appends an array of ids. Marks of 64 bytes show where numbers end; whether all are as they
   * should be is collected in the sign of one number and looked at last.
   *
   * @return index after the array, or −1
   */
  private static int ids(byte[] bytes, int at, int end, boolean vectors, TokenBuffer ids) {
    int start = at + 1;
    if (bytes[at] != '[') {
      return NOWHERE;
    }
    if (bytes[start] == ']') {
      return start + 1;
    }
    int wrong = 0;
    long before = 1;
    for (int base = start; base < end && wrong >= 0; base += VectorMasks.BYTES) {
      if (base + LOADED_BYTES > bytes.length) {
        return NOWHERE;
      }
      long others = vectors ? VectorMasks.notDigit(bytes, base) : ScalarMasks.notDigit(bytes, base);
      long ends = others & ~(others << 1 | before);
      before = others >>> 63;
      int[] values = ids.room(MOST_NUMBERS);
      int size = ids.end();
      while (ends != 0) {
        int close = base + Long.numberOfTrailingZeros(ends);
        ends &= ends - 1;
        int digits = close - start;
        int first = bytes[start] - '0';
        wrong |= first | (9 - first) | (LONGEST_NUMBER - digits) | ((first - 1) & (1 - digits));
        long word = Swar.load(bytes, start) ^ JsonLiterals.ZEROS;
        values[size++] = JsonLiterals.eightDigits(word << (Long.SIZE - Byte.SIZE * digits));
        byte next = bytes[close];
        if (next != ',') {
          ids.end(size);
          return wrong >= 0 && next == ']' ? close + 1 : NOWHERE;
        }
        start = close + 1 + (bytes[close + 1] == ' ' ? 1 : 0);
      }
      ids.end(size);
    }
    return NOWHERE;
  }
}
