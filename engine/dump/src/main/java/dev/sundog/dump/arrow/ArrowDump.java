// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sundog.dump.column.Column;
import dev.sundog.dump.column.ColumnBlock;
import dev.sundog.dump.column.ColumnFile;
import dev.sundog.dump.column.ColumnPlan;
import dev.sundog.dump.column.ColumnType;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.spec.InputLimits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One Arrow file or stream, read in order, message by message. */
final class ArrowDump implements ColumnFile {
  /** Most bytes of a message's metadata: enough for 100,000 columns. */
  private static final int METADATA_BYTES = 64 << 20;

  private static final byte[] MAGIC = ArrowFooter.MAGIC.getBytes(ISO_8859_1);
  private static final int CONTINUATION = -1;
  private static final int OLDEST_VERSION = 3;
  private static final int SCHEMA = 1;
  private static final int DICTIONARY = 2;
  private static final int RECORDS = 3;

  private final ArrowInput input;
  private final InputLimits limits;
  private final ArrowValues values;
  private final @Nullable ArrowFooter footer;
  private final ArrowField schema;
  private final ColumnType selected;
  private final Map<Long, ArrowField> encoded = new HashMap<>();
  private final Map<Long, Column> dictionaries = new HashMap<>();
  private final boolean file;
  private boolean ended;
  private int block;
  private long began;
  private long batches;
  private long rows;

  private ArrowDump(ArrowInput input, Path path, ColumnPlan plan) {
    this.input = input;
    limits = plan.spec().limits();
    values = new ArrowValues(input);
    file = Arrays.equals(input.peek(MAGIC.length), MAGIC);
    footer = file && input.known() ? ArrowFooter.read(path) : null;
    long start = input.offset();
    if (file) {
      input.skip(Long.BYTES, "the magic word");
    }
    FlatTable message = footer == null ? message() : null;
    schema =
        sound(start, () -> ArrowField.rows(footer == null ? schema(message) : footer.schema()));
    selected = plan.select(schema.columnType(), input.name());
    collect(schema, selected);
  }

  private static FlatTable schema(@Nullable FlatTable message) {
    if (message == null || message.byteAt(1) != SCHEMA) {
      throw new IndexOutOfBoundsException("the first message is not a schema");
    }
    return message.need(2);
  }

  /** Notes the dictionaries of selected fields. */
  private void collect(ArrowField field, ColumnType type) {
    if (field.indices() != null) {
      encoded.put(field.dictionary(), field.values());
      return;
    }
    for (ArrowField child : field.children()) {
      ColumnType part =
          switch (type.kind()) {
            case STRUCT -> type.member(child.name());
            case LIST -> type.children().get(0);
            default -> type;
          };
      if (part != null) {
        collect(child, part);
      }
    }
  }

  /**
   * Opens a file and reads its schema.
   *
   * @throws dev.sundog.batch.MalformedDumpException if it is not sound, or lacks a column
   */
  static ArrowDump open(DumpInput file, Path path, ColumnPlan plan) {
    ArrowInput input = new ArrowInput(file);
    try {
      return new ArrowDump(input, path, plan);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** The result of decoding a message, or an error where the message begins. */
  private <T> T sound(long start, Supplier<T> decoder) {
    try {
      return decoder.get();
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw input.malformed(start, "a message can't be decoded: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      throw input.malformed(
          start, "a batch does not fit the memory. Write smaller batches, or raise -Xmx");
    }
  }

  /** The metadata of the next message, or null at the end. */
  private @Nullable FlatTable message() {
    if (footer != null && !findBlock(footer.blocks())) {
      return null;
    }
    long start = input.offset();
    began = start;
    if (input.atEnd()) {
      throw input.malformed(start, "the end of the stream is not marked: it is cut off");
    }
    if (input.readInt("a message") != CONTINUATION) {
      throw input.malformed(
          start, "this is not an Arrow message. Files before Arrow 1.0 are not read");
    }
    int length = input.readInt("a message");
    if (length == 0) {
      finish(start);
      return null;
    }
    if (length < 0 || length > METADATA_BYTES) {
      throw input.malformed(start, "a message with metadata of " + length + " bytes");
    }
    byte[] metadata = input.read(length, "a message");
    return sound(
        start,
        () -> {
          FlatTable message = FlatTable.root(metadata);
          if (message.shortAt(0) < OLDEST_VERSION) {
            throw new IndexOutOfBoundsException("version " + message.shortAt(0) + " is too old");
          }
          return message;
        });
  }

  /** Skips to the next batch that the footer lists; returns false after the last. */
  private boolean findBlock(long[] blocks) {
    if (block == blocks.length) {
      ended = true;
      return false;
    }
    long offset = blocks[block++];
    if (offset < input.offset()) {
      throw input.malformed(
          input.offset(), "a batch ends here, the next one begins at byte " + offset);
    }
    input.skip(offset - input.offset(), "what is between two batches");
    return true;
  }

  /** Checks what follows after the last message. */
  private void finish(long start) {
    if (footer != null) {
      throw input.malformed(start, "the messages end here, but the footer lists more");
    }
    byte[] rest = input.rest();
    if (file ? !ArrowFooter.isAtEnd(rest) : rest.length > 0) {
      throw input.malformed(
          start,
          file
              ? "the file does not end in ARROW1: it is cut off"
              : "more bytes follow after the end of the stream");
    }
    ended = true;
  }

  @Override
  public @Nullable ColumnBlock next() {
    while (!ended) {
      FlatTable message = message();
      if (message != null) {
        ColumnBlock rows = sound(began, () -> block(message));
        if (rows != null) {
          return rows;
        }
      }
    }
    return null;
  }

  private @Nullable ColumnBlock block(FlatTable message) {
    int kind = message.byteAt(1);
    FlatTable header = message.need(2);
    long length = message.longAt(3);
    if (kind == RECORDS) {
      ArrowBody body = new ArrowBody(input, limits, length, header);
      Column columns =
          ArrowBatch.read(header, body, message.shortAt(0), dictionaries, schema, selected, values);
      String place = input.name() + ", record batch " + ++batches;
      long first = rows + 1;
      rows += columns.count();
      return new ColumnBlock(input.name(), columns, first, row -> place);
    }
    if (kind != DICTIONARY) {
      throw new IndexOutOfBoundsException("messages of kind " + kind + " are not read");
    }
    FlatTable batch = header.need(1);
    ArrowBody body = new ArrowBody(input, limits, length, batch);
    ArrowField field = encoded.get(header.longAt(0));
    if (field == null) {
      body.read();
    } else {
      Column read =
          ArrowBatch.read(
              batch, body, message.shortAt(0), dictionaries, field, field.columnType(), values);
      boolean delta = header.byteAt(2) != 0;
      dictionaries.merge(
          header.longAt(0), read, (old, added) -> delta ? Columns.concat(old, added) : added);
    }
    return null;
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
