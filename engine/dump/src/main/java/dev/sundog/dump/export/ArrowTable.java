// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.dump.export.FlatWriter.Structs;
import dev.sundog.dump.export.FlatWriter.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An Arrow file: a record batch per batch of rows, not compressed. */
final class ArrowTable implements TableWriter {
  private static final Object NONE = FlatWriter.ABSENT;
  private static final short VERSION = 4;
  private static final byte SCHEMA = 1;
  private static final byte DICTIONARY = 2;
  private static final byte RECORDS = 3;
  private static final byte INT = 2;
  private static final byte FLOAT = 3;
  private static final byte UTF8 = 5;
  private static final short DOUBLE = 2;

  private final OutputStream out;
  private final Table schema;
  private final List<Long> dictionaries = new ArrayList<>();
  private final List<Long> batches = new ArrayList<>();
  private long written;

  ArrowTable(OutputStream out, List<ExportColumn> columns) throws IOException {
    this.out = out;
    schema =
        new Table(
            (short) 0,
            IntStream.range(0, columns.size())
                .mapToObj(column -> field(columns.get(column), column))
                .toList());
    write("ARROW1\0\0".getBytes(ISO_8859_1));
    write(message(SCHEMA, schema, new byte[0]).bytes());
    for (int column = 0; column < columns.size(); column++) {
      if (columns.get(column).kind() == ExportColumn.Kind.CODE) {
        List<String> texts = columns.get(column).dictionary();
        ExportValues values = new ExportValues(ExportColumn.Kind.TEXT, texts.size());
        texts.forEach(text -> values.add(text.getBytes(UTF_8)));
        Body body = new Body(texts.size(), List.of(values));
        write(
            message(DICTIONARY, new Table((long) column, body.table()), body.bytes()),
            dictionaries);
      }
    }
  }

  private static Table field(ExportColumn column, int number) {
    boolean coded = column.kind() == ExportColumn.Kind.CODE;
    Object encoding = coded ? new Table((long) number, new Table(8, true)) : NONE;
    return switch (column.kind()) {
      case INT -> new Table(column.name(), true, INT, new Table(64, true), NONE, List.of());
      case REAL -> new Table(column.name(), true, FLOAT, new Table(DOUBLE), NONE, List.of());
      case TEXT, CODE -> new Table(column.name(), true, UTF8, new Table(), encoding, List.of());
    };
  }

  /** A message with its body. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Message(byte[] bytes, int metadata, long body) {}

  private static Message message(byte kind, Table header, byte[] body) {
    byte[] metadata = FlatWriter.write(new Table(VERSION, kind, header, (long) body.length));
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * Integer.BYTES + metadata.length + body.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(-1)
            .putInt(metadata.length)
            .put(metadata)
            .put(body);
    return new Message(bytes.array(), 2 * Integer.BYTES + metadata.length, body.length);
  }

  /** The nodes and buffers of some columns. */
  private static final class Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Long> nodes = new ArrayList<>();
    private final List<Long> buffers = new ArrayList<>();
    private final long rows;

    Body(int rows, List<ExportValues> columns) {
      this.rows = rows;
      for (ExportValues values : columns) {
        nodes.add((long) rows);
        nodes.add((long) values.nulls());
        add(values.present(), values.nulls() == 0 ? 0 : values.present().length);
        if (values.width() == 0) {
          byte[] offsets = new byte[Integer.BYTES * (rows + 1)];
          ByteBuffer numbers = ByteBuffer.wrap(offsets).order(ByteOrder.LITTLE_ENDIAN);
          numbers.asIntBuffer().put(values.offsets(), 0, rows + 1);
          add(offsets, offsets.length);
        }
        add(values.bytes(), values.size());
      }
    }

    private void add(byte[] buffer, int size) {
      buffers.add((long) bytes.size());
      buffers.add((long) size);
      bytes.write(buffer, 0, size);
      bytes.write(new byte[8], 0, -size & 7);
    }

    Table table() {
      return new Table(rows, structs(2, nodes), structs(2, buffers));
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  private static Structs structs(int fields, List<Long> values) {
    return new Structs(fields, values.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public Batch encode(int rows, List<ExportValues> values) {
    Body body = new Body(rows, values);
    Message message = message(RECORDS, body.table(), body.bytes());
    return () -> write(message, batches);
  }

  private void write(Message message, List<Long> blocks) throws IOException {
    blocks.addAll(List.of(written, (long) message.metadata(), message.body()));
    write(message.bytes());
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  @Override
  public void finish() throws IOException {
    write(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
    byte[] footer =
        FlatWriter.write(new Table(VERSION, schema, structs(3, dictionaries), structs(3, batches)));
    write(footer);
    write(
        ByteBuffer.allocate(10)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.length)
            .put("ARROW1".getBytes(ISO_8859_1))
            .array());
  }
}
