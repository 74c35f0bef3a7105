// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import dev.sundog.dump.column.ColumnType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field of a schema.
 *
 * @param name its name
 * @param type its type
 * @param width bits of a number, or elements of a list of fixed size
 * @param signed whether an integer is signed
 * @param children members, elements, or run ends and values
 * @param indices type of the positions if the field is encoded by a dictionary, or null
 * @param dictionary number of its dictionary
 */
record ArrowField(
    String name,
    Type type,
    int width,
    boolean signed,
    List<ArrowField> children,
    @Nullable ArrowField indices,
    long dictionary) {
  private static final int MOST_DEPTH = 64;
  private static final int MOST_FIELDS = 1 << 17;

  /** Types, in the order of the format; the first is none. */
  enum Type {
    NONE(0),
    NULL(0),
    INT(2),
    FLOAT(2),
    BINARY(3),
    UTF8(3),
    BOOL(2),
    DECIMAL(2),
    DATE(2),
    TIME(2),
    TIMESTAMP(2),
    INTERVAL(2),
    LIST(2),
    STRUCT(1),
    UNION(1),
    FIXED_SIZE_BINARY(2),
    FIXED_SIZE_LIST(1),
    MAP(2),
    DURATION(2),
    LARGE_BINARY(3),
    LARGE_UTF8(3),
    LARGE_LIST(2),
    RUN_END_ENCODED(0),
    BINARY_VIEW(2),
    UTF8_VIEW(2),
    LIST_VIEW(3),
    LARGE_LIST_VIEW(3);

    /** Buffers of a column, without those that vary in number. */
    final int buffers;

    Type(int buffers) {
      this.buffers = buffers;
    }

    boolean view() {
      return this == BINARY_VIEW || this == UTF8_VIEW;
    }

    boolean large() {
      return this == LARGE_UTF8 || this == LARGE_LIST;
    }
  }

  /** The fields of a schema, with one that holds all. */
  static ArrowField rows(FlatTable schema) {
    if (schema.shortAt(0) != 0) {
      throw new IndexOutOfBoundsException("its numbers are big-endian");
    }
    return new ArrowField(
        "", Type.STRUCT, 0, false, fields(schema.tables(1), 0, new int[1]), null, 0);
  }

  private static List<ArrowField> fields(List<FlatTable> tables, int depth, int[] count) {
    count[0] += tables.size();
    if (depth > MOST_DEPTH || count[0] > MOST_FIELDS) {
      throw new IndexOutOfBoundsException(
          "more than " + MOST_FIELDS + " columns, or nested deeper than " + MOST_DEPTH);
    }
    return tables.stream().map(table -> field(table, depth, count)).toList();
  }

  private static ArrowField field(FlatTable table, int depth, int[] count) {
    int code = table.byteAt(2);
    if (code == 0 || code >= Type.values().length) {
      throw new IndexOutOfBoundsException("type " + code + " of a column is unknown");
    }
    Type type = Type.values()[code];
    FlatTable details = table.need(3);
    int width =
        switch (type) {
          case INT, FIXED_SIZE_LIST -> details.intAt(0);
          case FLOAT -> 16 << details.shortAt(0);
          case UNION -> details.shortAt(0);
          default -> 0;
        };
    boolean signed = type == Type.INT && details.byteAt(1) != 0;
    List<ArrowField> children = fields(table.tables(5), depth + 1, count);
    FlatTable encoding = table.table(4);
    ArrowField indices = encoding == null ? null : indices(encoding.table(1));
    long dictionary = encoding == null ? 0 : encoding.longAt(0);
    ArrowField field =
        new ArrowField(table.text(0), type, width, signed, children, indices, dictionary);
    field.check();
    return field;
  }

  private static ArrowField indices(@Nullable FlatTable type) {
    int width = type == null ? 32 : type.intAt(0);
    boolean signed = type == null || type.byteAt(1) != 0;
    ArrowField field = new ArrowField("", Type.INT, width, signed, List.of(), null, 0);
    field.check();
    return field;
  }

  private void check() {
    int expected =
        switch (type) {
          case LIST, LARGE_LIST, FIXED_SIZE_LIST, LIST_VIEW, LARGE_LIST_VIEW, MAP -> 1;
          case RUN_END_ENCODED -> 2;
          case STRUCT, UNION -> children.size();
          default -> 0;
        };
    boolean sized =
        switch (type) {
          case INT -> width == 8 || width == 16 || width == 32 || width == 64;
          case FLOAT -> width == 16 || width == 32 || width == 64;
          case FIXED_SIZE_LIST -> width >= 0;
          default -> true;
        };
    boolean runs =
        type != Type.RUN_END_ENCODED
            || (children.size() == 2
                && children.get(0).type == Type.INT
                && children.get(0).indices == null);
    if (children.size() != expected || !sized || !runs) {
      throw new IndexOutOfBoundsException("the type of column \"" + name + "\" is not valid");
    }
  }

  /** The field of the values in its dictionary. */
  ArrowField values() {
    return new ArrowField(name, type, width, signed, children, null, 0);
  }

  /** The type as the type of a column. */
  ColumnType columnType() {
    ColumnType.Kind kind = kind();
    boolean encoded = indices != null || type == Type.RUN_END_ENCODED;
    if (encoded && (kind == ColumnType.Kind.LIST || kind == ColumnType.Kind.STRUCT)) {
      return ColumnType.leaf(name, ColumnType.Kind.OTHER, "encoded " + label());
    }
    List<ColumnType> parts =
        kind == ColumnType.Kind.LIST || kind == ColumnType.Kind.STRUCT
            ? children.stream().map(ArrowField::columnType).toList()
            : List.of();
    return new ColumnType(name, kind, parts, label());
  }

  private String label() {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private ColumnType.Kind kind() {
    return switch (type) {
      case NULL -> ColumnType.Kind.NULL;
      case BOOL -> ColumnType.Kind.BOOL;
      case INT -> ColumnType.Kind.INT;
      case FLOAT -> ColumnType.Kind.FLOAT;
      case UTF8, LARGE_UTF8, UTF8_VIEW -> ColumnType.Kind.TEXT;
      case LIST, LARGE_LIST, FIXED_SIZE_LIST -> ColumnType.Kind.LIST;
      case STRUCT -> ColumnType.Kind.STRUCT;
      case RUN_END_ENCODED -> children.get(1).columnType().kind();
      default -> ColumnType.Kind.OTHER;
    };
  }
}
