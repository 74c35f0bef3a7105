// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.schema.SchemaNode;
import dev.hardwood.schema.SchemaNode.GroupNode;
import dev.hardwood.schema.SchemaNode.PrimitiveNode;
import dev.sundog.dump.column.ColumnType;
import dev.sundog.dump.column.ColumnType.Kind;
import java.util.List;

/** Schemas of Parquet as types of columns. */
final class ParquetSchema {
  private ParquetSchema() {}

  /** The type of all rows. */
  static ColumnType of(GroupNode root) {
    return new ColumnType(
        "", Kind.STRUCT, root.children().stream().map(ParquetSchema::field).toList(), "struct");
  }

  private static ColumnType field(SchemaNode node) {
    if (node.repetitionType() == RepetitionType.REPEATED) {
      return new ColumnType(node.name(), Kind.LIST, List.of(single(node)), "repeated");
    }
    return single(node);
  }

  /** The type of one value of a node, whether it is repeated or not. */
  private static ColumnType single(SchemaNode node) {
    return switch (node) {
      case PrimitiveNode leaf -> ColumnType.leaf(leaf.name(), kind(leaf), label(leaf));
      case GroupNode group when group.isList() ->
          new ColumnType(group.name(), Kind.LIST, List.of(single(group.getListElement())), "list");
      case GroupNode group when group.isMap() -> ColumnType.leaf(group.name(), Kind.OTHER, "map");
      case GroupNode group when group.isVariant() ->
          ColumnType.leaf(group.name(), Kind.OTHER, "variant");
      case GroupNode group ->
          new ColumnType(
              group.name(),
              Kind.STRUCT,
              group.children().stream().map(ParquetSchema::field).toList(),
              "struct");
    };
  }

  private static Kind kind(PrimitiveNode leaf) {
    LogicalType logical = leaf.logicalType();
    boolean number = logical == null || logical instanceof LogicalType.IntType;
    boolean text =
        logical == null
            || logical instanceof LogicalType.StringType
            || logical instanceof LogicalType.EnumType
            || logical instanceof LogicalType.JsonType;
    if (logical instanceof LogicalType.NullType) {
      return Kind.NULL;
    }
    return switch (leaf.type()) {
      case BOOLEAN -> Kind.BOOL;
      case INT32, INT64 -> number ? Kind.INT : Kind.OTHER;
      case FLOAT, DOUBLE -> Kind.FLOAT;
      case BYTE_ARRAY -> text ? Kind.TEXT : Kind.OTHER;
      case INT96, FIXED_LEN_BYTE_ARRAY -> Kind.OTHER;
    };
  }

  private static String label(PrimitiveNode leaf) {
    return leaf.logicalType() == null ? leaf.type().toString() : leaf.logicalType().toString();
  }
}
