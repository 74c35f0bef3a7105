// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.SchemaNode;
import dev.hardwood.schema.SchemaNode.GroupNode;
import dev.hardwood.schema.SchemaNode.PrimitiveNode;
import dev.sundog.batch.ForeignBuffer;
import dev.sundog.batch.ForeignColumn.Bits;
import dev.sundog.dump.column.Column;
import dev.sundog.dump.column.ColumnType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees of columns of decoded leaves. Every leaf has the lists and structs around it as layers,
 * from the outside; those of the first leaf below a node are the node's.
 */
final class ParquetColumns {
  private final GroupNode root;
  private final ColumnType selected;
  private final Map<Integer, Integer> readers;

  /**
   * Trees of a part of a schema.
   *
   * @param readers number of the reader of every leaf, by the leaf's index in the file
   */
  ParquetColumns(GroupNode root, ColumnType selected, Map<Integer, Integer> readers) {
    this.root = root;
    this.selected = selected;
    this.readers = Map.copyOf(readers);
  }

  /** Indices in the file of the leaves that are selected. */
  static List<Integer> leaves(SchemaNode node, ColumnType selected) {
    List<Integer> found = new ArrayList<>();
    collect(node, selected, found);
    return found;
  }

  private static void collect(SchemaNode node, ColumnType selected, List<Integer> found) {
    switch (node) {
      case PrimitiveNode leaf -> found.add(leaf.columnIndex());
      case GroupNode group when group.isList() ->
          collect(group.getListElement(), selected.children().get(0), found);
      case GroupNode group -> {
        boolean repeated =
            group.repetitionType() == RepetitionType.REPEATED
                && selected.kind() == ColumnType.Kind.LIST;
        ColumnType members = repeated ? selected.children().get(0) : selected;
        for (ColumnType member : members.children()) {
          collect(child(group, member.name()), member, found);
        }
      }
    }
  }

  private static SchemaNode child(GroupNode group, String name) {
    for (SchemaNode child : group.children()) {
      if (child.name().equals(name)) {
        return child;
      }
    }
    throw new IllegalStateException("no member " + name);
  }

  /** The rows of the batch that the readers are at. */
  Column rows(ColumnReaders batch) {
    return members(root, selected, batch, 0, batch.getRecordCount(), null);
  }

  private Column members(
      GroupNode group,
      ColumnType type,
      ColumnReaders batch,
      int layer,
      int count,
      @Nullable Bits present) {
    List<String> names = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (ColumnType member : type.children()) {
      names.add(member.name());
      columns.add(field(child(group, member.name()), member, batch, layer, count));
    }
    return Column.structs(count, present, names, columns);
  }

  private Column field(
      SchemaNode node, ColumnType type, ColumnReaders batch, int layer, int count) {
    if (node.repetitionType() == RepetitionType.REPEATED) {
      ColumnReader leaf = firstLeaf(node, type, batch);
      int[] offsets = leaf.getLayerOffsets(layer);
      Column elements =
          single(node, type.children().get(0), batch, layer + 1, offsets[count], false);
      return Column.lists(count, bits(leaf.getLayerValidity(layer)), ints(offsets), elements);
    }
    return single(
        node, type, batch, layer, count, node.repetitionType() == RepetitionType.OPTIONAL);
  }

  private Column single(
      SchemaNode node,
      ColumnType type,
      ColumnReaders batch,
      int layer,
      int count,
      boolean optional) {
    if (node instanceof PrimitiveNode leaf) {
      return leaf(leaf, reader(leaf.columnIndex(), batch), count);
    }
    GroupNode group = (GroupNode) node;
    ColumnReader leaf = firstLeaf(node, type, batch);
    if (group.isList()) {
      int[] offsets = leaf.getLayerOffsets(layer);
      SchemaNode element = group.getListElement();
      Column elements =
          single(
              element,
              type.children().get(0),
              batch,
              layer + 1,
              offsets[count],
              element.repetitionType() == RepetitionType.OPTIONAL);
      return Column.lists(count, bits(leaf.getLayerValidity(layer)), ints(offsets), elements);
    }
    Bits present = optional ? bits(leaf.getLayerValidity(layer)) : null;
    return members(group, type, batch, optional ? layer + 1 : layer, count, present);
  }

  private ColumnReader firstLeaf(SchemaNode node, ColumnType type, ColumnReaders batch) {
    return reader(leaves(node, type).get(0), batch);
  }

  private ColumnReader reader(int leaf, ColumnReaders batch) {
    Integer number = readers.get(leaf);
    if (number == null) {
      throw new IllegalStateException("leaf " + leaf + " is not selected");
    }
    return batch.getColumnReader(number);
  }

  private static Column leaf(PrimitiveNode node, ColumnReader reader, int count) {
    if (reader.getValueCount() != count) {
      throw new IndexOutOfBoundsException(
          node.name() + " has " + reader.getValueCount() + " values, not " + count);
    }
    Bits present = bits(reader.getLeafValidity());
    if (node.logicalType() instanceof LogicalType.NullType) {
      return Column.nulls(count);
    }
    return switch (node.type()) {
      case BOOLEAN -> Column.numbers(Column.Kind.BOOL, count, present, bytes(reader.getBooleans()));
      case INT32, INT64 -> integers(node, reader, count, present);
      case FLOAT ->
          numbers(
              Column.Kind.FLOAT,
              count,
              present,
              MemorySegment.ofArray(reader.getFloats()),
              ForeignBuffer.Type.FLOAT32);
      case DOUBLE ->
          numbers(
              Column.Kind.FLOAT,
              count,
              present,
              MemorySegment.ofArray(reader.getDoubles()),
              ForeignBuffer.Type.FLOAT64);
      default ->
          Column.texts(
              count,
              present,
              ints(reader.getBinaryOffsets()),
              new ForeignBuffer(
                  MemorySegment.ofArray(reader.getBinaryValues()), ForeignBuffer.Type.UINT8));
    };
  }

  private static Column integers(
      PrimitiveNode node, ColumnReader reader, int count, @Nullable Bits present) {
    boolean unsigned = node.logicalType() instanceof LogicalType.IntType type && !type.isSigned();
    if (node.type() == PhysicalType.INT64) {
      Column.Kind kind = unsigned ? Column.Kind.UNSIGNED : Column.Kind.INT;
      return numbers(
          kind, count, present, MemorySegment.ofArray(reader.getLongs()), ForeignBuffer.Type.INT64);
    }
    int[] values = reader.getInts();
    if (unsigned) {
      long[] wide = new long[count];
      for (int index = 0; index < count; index++) {
        wide[index] = Integer.toUnsignedLong(values[index]);
      }
      return numbers(
          Column.Kind.INT, count, present, MemorySegment.ofArray(wide), ForeignBuffer.Type.INT64);
    }
    return numbers(
        Column.Kind.INT, count, present, MemorySegment.ofArray(values), ForeignBuffer.Type.INT32);
  }

  private static Column numbers(
      Column.Kind kind,
      int count,
      @Nullable Bits present,
      MemorySegment values,
      ForeignBuffer.Type type) {
    return Column.numbers(kind, count, present, new ForeignBuffer(values, type));
  }

  private static ForeignBuffer bytes(boolean[] values) {
    byte[] bytes = new byte[values.length];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) (values[index] ? 1 : 0);
    }
    return new ForeignBuffer(MemorySegment.ofArray(bytes), ForeignBuffer.Type.UINT8);
  }

  private static ForeignBuffer ints(int[] offsets) {
    return new ForeignBuffer(MemorySegment.ofArray(offsets), ForeignBuffer.Type.INT32);
  }

  private static @Nullable Bits bits(Validity validity) {
    return validity.hasNulls() ? new Bits(MemorySegment.ofArray(validity.words()), 0) : null;
  }
}
