// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import dev.sundog.batch.ForeignBuffer;
import dev.sundog.batch.ForeignColumn.Bits;
import dev.sundog.dump.arrow.ArrowBody.Part;
import dev.sundog.dump.column.Column;
import dev.sundog.dump.column.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one record batch. Fields come in depth-first order, each with a node and some
 * buffers: a first walk asks for the buffers of selected fields, the suppliers that it returns
 * build the columns after the body was read.
 */
final class ArrowBatch {
  private static final int FIRST_WITHOUT_UNION_VALIDITY = 4;

  private final FlatTable batch;
  private final ArrowBody body;
  private final Map<Long, Column> dictionaries;
  private final ArrowValues values;
  private final int version;
  private int node;
  private int buffer;
  private int variadic;

  private ArrowBatch(
      FlatTable batch,
      ArrowBody body,
      Map<Long, Column> dictionaries,
      ArrowValues values,
      int version) {
    this.batch = batch;
    this.body = body;
    this.dictionaries = dictionaries;
    this.values = values;
    this.version = version;
  }

  /**
   * Reads a batch.
   *
   * @param version version of the message's metadata
   * @param dictionaries dictionaries so far, by their number
   * @param field the field, a struct of all if these are rows
   * @param selected the part that is read
   */
  static Column read(
      FlatTable batch,
      ArrowBody body,
      int version,
      Map<Long, Column> dictionaries,
      ArrowField field,
      ColumnType selected,
      ArrowValues values) {
    ArrowBatch walk = new ArrowBatch(batch, body, dictionaries, values, version);
    int rows = values.count(batch.longAt(0), "rows");
    boolean all = field.name().isEmpty() && field.type() == ArrowField.Type.STRUCT;
    Supplier<Column> columns =
        all ? walk.members(field, selected, rows, () -> null) : walk.field(field, selected, rows);
    body.read();
    return columns.get();
  }

  private Part part() {
    FlatTable.Longs buffers = batch.structs(2, 2);
    Part part = body.part(buffers.get(buffer, 0), buffers.get(buffer, 1));
    buffer++;
    return part;
  }

  private Supplier<@Nullable Bits> validity(int count, long nulls) {
    Part part = part();
    return () -> nulls == 0 || part.bytes().length == 0 ? null : values.bits(part, count);
  }

  /** A field that is not read. */
  private void skip(ArrowField field) {
    node++;
    if (field.indices() != null) {
      buffer += 2;
      return;
    }
    buffer += field.type().buffers;
    if (field.type() == ArrowField.Type.UNION) {
      buffer += field.width() + (version < FIRST_WITHOUT_UNION_VALIDITY ? 1 : 0);
    } else if (field.type().view()) {
      buffer += values.count(batch.structs(4, 1).get(variadic++, 0), "buffers");
    }
    field.children().forEach(this::skip);
  }

  /**
   * Asks for a field.
   *
   * @param expected number of its values; those of a list's elements only follow from its offsets
   */
  private Supplier<Column> field(ArrowField field, ColumnType selected, int expected) {
    FlatTable.Longs nodes = batch.structs(1, 2);
    int count = values.count(nodes.get(node, 0), "values");
    long nulls = nodes.get(node, 1);
    node++;
    if (expected >= 0 && count != expected) {
      throw new IndexOutOfBoundsException(
          "column \"" + field.name() + "\" has " + count + " values, not " + expected);
    }
    if (field.indices() != null) {
      return encoded(field, field.indices(), count, nulls);
    }
    if (field.type() == ArrowField.Type.NULL) {
      return () -> Column.nulls(count);
    }
    if (field.type() == ArrowField.Type.RUN_END_ENCODED) {
      Supplier<Column> ends = child(field, 0, selected, -1);
      Supplier<Column> runs = child(field, 1, selected, -1);
      return () -> values.runs(ends.get(), runs.get(), count);
    }
    Supplier<@Nullable Bits> present = validity(count, nulls);
    return switch (field.type()) {
      case STRUCT -> members(field, selected, count, present);
      case FIXED_SIZE_LIST -> {
        long elements = (long) count * field.width();
        int all = values.count(elements, "elements");
        Supplier<Column> child = child(field, 0, selected.children().get(0), all);
        yield () ->
            Column.lists(count, present.get(), values.starts(count, field.width()), child.get());
      }
      case LIST, LARGE_LIST -> {
        Part offsets = part();
        Supplier<Column> child = child(field, 0, selected.children().get(0), -1);
        boolean large = field.type().large();
        yield () -> {
          Column elements = child.get();
          ForeignBuffer starts = values.offsets(offsets, count, large, elements.count());
          return Column.lists(count, present.get(), starts, elements);
        };
      }
      case UTF8, LARGE_UTF8 -> {
        Part offsets = part();
        Part bytes = part();
        boolean large = field.type().large();
        yield () ->
            Column.texts(
                count,
                present.get(),
                values.offsets(offsets, count, large, bytes.bytes().length),
                ArrowValues.bytes(bytes.bytes()));
      }
      case UTF8_VIEW -> {
        Part views = part();
        List<Part> bytes = new ArrayList<>();
        int more = values.count(batch.structs(4, 1).get(variadic++, 0), "buffers");
        for (int index = 0; index < more; index++) {
          bytes.add(part());
        }
        yield () -> values.views(views, bytes, count, present.get());
      }
      case BOOL, INT, FLOAT -> {
        Part numbers = part();
        yield () -> values.numbers(field, numbers, count, present.get());
      }
      default -> throw new IllegalStateException(field.type() + " was selected");
    };
  }

  private Supplier<Column> child(ArrowField field, int index, ColumnType selected, int expected) {
    return field(field.children().get(index), selected, expected);
  }

  private Supplier<Column> members(
      ArrowField field, ColumnType selected, int count, Supplier<@Nullable Bits> present) {
    List<String> names = new ArrayList<>();
    List<Supplier<Column>> members = new ArrayList<>();
    for (ArrowField child : field.children()) {
      ColumnType type = selected.member(child.name());
      if (type == null) {
        skip(child);
      } else if (names.contains(child.name())) {
        throw new IndexOutOfBoundsException("two columns have the name \"" + child.name() + "\"");
      } else {
        names.add(child.name());
        members.add(field(child, type, count));
      }
    }
    return () ->
        Column.structs(count, present.get(), names, members.stream().map(Supplier::get).toList());
  }

  private Supplier<Column> encoded(ArrowField field, ArrowField indices, int count, long nulls) {
    Supplier<@Nullable Bits> present = validity(count, nulls);
    Part positions = part();
    return () -> {
      Column dictionary = dictionaries.get(field.dictionary());
      if (dictionary == null) {
        throw new IndexOutOfBoundsException(
            "the dictionary of column \"" + field.name() + "\" is missing");
      }
      Column numbers = values.numbers(indices, positions, count, present.get());
      return values.dictionary(numbers, dictionary);
    };
  }
}
