// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import dev.sundog.batch.ForeignBuffer;
import dev.sundog.batch.ForeignColumn.Bits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of a column in Arrow's layout. Nothing needs to be valid: readers check offsets and
 * indices as they use them, and the memory checks its bounds.
 *
 * @param kind kind of the values
 * @param count number of values
 * @param present which values are not null, or null if all are present
 * @param offsets of lists and texts: first element or byte of each, and the end of the last
 * @param values numbers, bytes of texts, or one byte per boolean; of a dictionary-encoded column
 *     the positions in its dictionary
 * @param names names of a struct's members
 * @param children members of a struct, or the elements of a list, or the dictionary
 */
public record Column(
    Kind kind,
    int count,
    @Nullable Bits present,
    @Nullable ForeignBuffer offsets,
    @Nullable ForeignBuffer values,
    List<String> names,
    List<Column> children) {
  /** Kinds of values. */
  public enum Kind {
    /** Only nulls. */
    NULL,
    /** true and false. */
    BOOL,
    /** Signed integers, or unsigned ones of less than 64 bits in a wider type. */
    INT,
    /** Unsigned integers of 64 bits. */
    UNSIGNED,
    /** float32 or float64. */
    FLOAT,
    /** Texts in UTF-8. */
    TEXT,
    /** Lists. */
    LIST,
    /** Structs. */
    STRUCT,
    /** Positions in a dictionary. */
    DICTIONARY
  }

  /** Copies the lists. */
  public Column {
    names = List.copyOf(names);
    children = List.copyOf(children);
  }

  /** Only nulls. */
  public static Column nulls(int count) {
    return new Column(Kind.NULL, count, null, null, null, List.of(), List.of());
  }

  /** Booleans or numbers. */
  public static Column numbers(Kind kind, int count, @Nullable Bits present, ForeignBuffer values) {
    return new Column(kind, count, present, null, values, List.of(), List.of());
  }

  /** Texts. */
  public static Column texts(
      int count, @Nullable Bits present, ForeignBuffer offsets, ForeignBuffer bytes) {
    return new Column(Kind.TEXT, count, present, offsets, bytes, List.of(), List.of());
  }

  /** Lists. */
  public static Column lists(
      int count, @Nullable Bits present, ForeignBuffer offsets, Column elements) {
    return new Column(Kind.LIST, count, present, offsets, null, List.of(), List.of(elements));
  }

  /** Structs. */
  public static Column structs(
      int count, @Nullable Bits present, List<String> names, List<Column> members) {
    return new Column(Kind.STRUCT, count, present, null, null, names, members);
  }

  /** Positions in a dictionary. */
  public static Column dictionary(
      int count, @Nullable Bits present, ForeignBuffer positions, Column dictionary) {
    return new Column(
        Kind.DICTIONARY, count, present, null, positions, List.of(), List.of(dictionary));
  }

  /** Whether a value is null itself; one of a dictionary may be null as well. */
  public boolean isNull(long index) {
    return kind == Kind.NULL || (present != null && !present.get(index));
  }

  /** The member of a struct by its name, or null. */
  public @Nullable Column member(String name) {
    int index = kind == Kind.STRUCT ? names.indexOf(name) : -1;
    return index < 0 ? null : children.get(index);
  }

  /** A part of the values; elements of lists and bytes of texts stay where they are. */
  public Column slice(int from, int count) {
    Bits bits = present == null ? null : new Bits(present.memory(), present.first() + from);
    return new Column(
        kind,
        count,
        bits,
        offsets == null ? null : part(offsets, from, count + 1L),
        values == null || kind == Kind.TEXT ? values : part(values, from, count),
        names,
        kind == Kind.STRUCT
            ? children.stream().map(child -> child.slice(from, count)).toList()
            : children);
  }

  private static ForeignBuffer part(ForeignBuffer buffer, long from, long count) {
    int width = buffer.type().bytes();
    return new ForeignBuffer(buffer.memory().asSlice(width * from, width * count), buffer.type());
  }

  /** Bytes that the values take, about; offsets are trusted. */
  public long bytes() {
    return bytes(0, count);
  }

  private long bytes(long from, long to) {
    return switch (kind) {
      case NULL -> 0;
      case BOOL, INT, UNSIGNED, FLOAT -> 8 * (to - from);
      case TEXT -> 4 * (to - from) + offset(to) - offset(from);
      case LIST -> 4 * (to - from) + children.get(0).bytes(offset(from), offset(to));
      case STRUCT -> {
        long sum = 0;
        for (Column child : children) {
          sum += child.bytes(from, to);
        }
        yield sum;
      }
      case DICTIONARY -> {
        Column dictionary = children.get(0);
        yield (to - from) * (1 + dictionary.bytes() / Math.max(1, dictionary.count));
      }
    };
  }

  /** First element or byte of a list or text. */
  long offset(long index) {
    return starts().integer(index);
  }

  /** The offsets of a column that has some. */
  ForeignBuffer starts() {
    if (offsets == null) {
      throw new IllegalStateException(kind + " has no offsets");
    }
    return offsets;
  }

  /** The values of a column that has some. */
  ForeignBuffer numbers() {
    if (values == null) {
      throw new IllegalStateException(kind + " has no values");
    }
    return values;
  }
}
