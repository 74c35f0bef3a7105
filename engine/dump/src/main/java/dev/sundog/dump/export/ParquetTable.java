// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import dev.sundog.dump.export.ThriftWriter.Field;
import dev.sundog.dump.export.ThriftWriter.Struct;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A Parquet file: plain values and dictionary codes in zstd pages, a page per batch and column, in
 * row groups of about a million rows.
 */
final class ParquetTable implements TableWriter {
  private static final int GROUP_ROWS = 1 << 20;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int RLE_DICTIONARY = 8;
  private static final int ZSTD = 6;
  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;
  private static final int CODE_BITS = 8;

  /**
   * A page with its header.
   *
   * @param plainBytes its bytes with the header, were it not compressed
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Page(byte[] bytes, int plainBytes) {}

  private final OutputStream out;
  private final List<ExportColumn> columns;
  private final List<List<Page>> pages = new ArrayList<>();
  private final List<Struct> groups = new ArrayList<>();
  private int groupRows;
  private long rows;
  private long written;

  ParquetTable(OutputStream out, List<ExportColumn> columns) throws IOException {
    this.out = out;
    this.columns = List.copyOf(columns);
    columns.forEach(column -> pages.add(new ArrayList<>()));
    write("PAR1".getBytes(ISO_8859_1));
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  private static Page page(int type, byte[] plain, Field details) {
    byte[] compressed = Zstd.compress(plain);
    byte[] header =
        ThriftWriter.write(
            new Struct(
                new Field(1, type),
                new Field(2, plain.length),
                new Field(3, compressed.length),
                details));
    ByteBuffer bytes = ByteBuffer.allocate(header.length + compressed.length);
    return new Page(bytes.put(header).put(compressed).array(), header.length + plain.length);
  }

  private static Page dataPage(ExportColumn column, int rows, ExportValues values) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    levels(plain, rows, values);
    values(plain, column, rows, values);
    int encoding = column.kind() == ExportColumn.Kind.CODE ? RLE_DICTIONARY : PLAIN;
    Struct details =
        new Struct(
            new Field(1, rows), new Field(2, encoding), new Field(3, RLE), new Field(4, RLE));
    return page(DATA_PAGE, plain.toByteArray(), new Field(5, details));
  }

  /** Definition levels of one bit: the validity bits in groups of 8, after their length. */
  private static void levels(ByteArrayOutputStream out, int rows, ExportValues values) {
    int bytes = (rows + 7) >>> 3;
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    ThriftWriter.varint(levels, ((long) bytes << 1) | 1);
    levels.write(values.present(), 0, bytes);
    putInt(out, levels.size());
    out.writeBytes(levels.toByteArray());
  }

  private static void putInt(ByteArrayOutputStream out, int number) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(number >>> shift);
    }
  }

  /** The values that are not null. */
  private static void values(
      ByteArrayOutputStream out, ExportColumn column, int rows, ExportValues values) {
    byte[] data = values.bytes();
    int present = rows - values.nulls();
    if (column.kind() == ExportColumn.Kind.CODE) {
      int groups = (present + 7) >>> 3;
      out.write(CODE_BITS);
      ThriftWriter.varint(out, ((long) groups << 1) | 1);
    }
    int from = 0;
    for (int row = 0; row < rows; row++) {
      boolean text = values.width() == 0;
      int to = text ? values.offsets()[row + 1] : from + values.width();
      if (!values.isNull(row)) {
        if (text) {
          putInt(out, to - from);
        }
        out.write(data, from, to - from);
      }
      from = to;
    }
    if (column.kind() == ExportColumn.Kind.CODE) {
      out.write(new byte[8], 0, -present & 7);
    }
  }

  private static Page dictionaryPage(List<String> texts) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] utf8 = text.getBytes(UTF_8);
      putInt(plain, utf8.length);
      plain.writeBytes(utf8);
    }
    Struct details = new Struct(new Field(1, texts.size()), new Field(2, PLAIN));
    return page(DICTIONARY_PAGE, plain.toByteArray(), new Field(7, details));
  }

  @Override
  public Batch encode(int rows, List<ExportValues> values) {
    List<Page> encoded = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      encoded.add(dataPage(columns.get(column), rows, values.get(column)));
    }
    return () -> {
      for (int column = 0; column < encoded.size(); column++) {
        pages.get(column).add(encoded.get(column));
      }
      groupRows += rows;
      if (groupRows >= GROUP_ROWS) {
        endGroup();
      }
    };
  }

  private void endGroup() throws IOException {
    List<Struct> chunks = new ArrayList<>();
    long plainBytes = 0;
    for (int column = 0; column < columns.size(); column++) {
      long begin = written;
      long plain = 0;
      boolean coded = columns.get(column).kind() == ExportColumn.Kind.CODE;
      if (coded) {
        Page dictionary = dictionaryPage(columns.get(column).dictionary());
        plain += dictionary.plainBytes();
        write(dictionary.bytes());
      }
      long data = written;
      for (Page page : pages.get(column)) {
        plain += page.plainBytes();
        write(page.bytes());
      }
      pages.get(column).clear();
      plainBytes += plain;
      chunks.add(chunk(columns.get(column), begin, data, plain));
    }
    groups.add(
        new Struct(new Field(1, chunks), new Field(2, plainBytes), new Field(3, (long) groupRows)));
    rows += groupRows;
    groupRows = 0;
  }

  private Struct chunk(ExportColumn column, long begin, long data, long plain) {
    boolean coded = data > begin;
    List<Field> fields =
        new ArrayList<>(
            List.of(
                new Field(1, type(column)),
                new Field(2, coded ? List.of(PLAIN, RLE, RLE_DICTIONARY) : List.of(PLAIN, RLE)),
                new Field(3, List.of(column.name())),
                new Field(4, ZSTD),
                new Field(5, (long) groupRows),
                new Field(6, plain),
                new Field(7, written - begin),
                new Field(9, data)));
    if (coded) {
      fields.add(new Field(11, begin));
    }
    Struct metadata = new Struct(fields.toArray(Field[]::new));
    return new Struct(new Field(2, begin), new Field(3, metadata));
  }

  private static int type(ExportColumn column) {
    return switch (column.kind()) {
      case INT -> 2;
      case REAL -> 5;
      case TEXT, CODE -> 6;
    };
  }

  private static Struct element(ExportColumn column) {
    List<Field> fields =
        new ArrayList<>(
            List.of(new Field(1, type(column)), new Field(3, 1), new Field(4, column.name())));
    if (type(column) == 6) {
      fields.add(new Field(6, 0));
      fields.add(new Field(10, new Struct(new Field(1, new Struct()))));
    }
    return new Struct(fields.toArray(Field[]::new));
  }

  @Override
  public void finish() throws IOException {
    if (groupRows > 0) {
      endGroup();
    }
    List<Struct> schema = new ArrayList<>();
    schema.add(new Struct(new Field(4, "schema"), new Field(5, columns.size())));
    columns.forEach(column -> schema.add(element(column)));
    byte[] footer =
        ThriftWriter.write(
            new Struct(
                new Field(1, 1),
                new Field(2, schema),
                new Field(3, rows),
                new Field(4, groups),
                new Field(6, "sundog")));
    write(footer);
    write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.length)
            .put("PAR1".getBytes(ISO_8859_1))
            .array());
  }
}
