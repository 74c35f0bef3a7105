// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.spec.RecordPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Type of a column, as a tree.
 *
 * @param name name of the column; of a list's element, of no use
 * @param kind kind of its values
 * @param children members of a struct, or the element of a list
 * @param label the type in the terms of the format, for errors
 */
public record ColumnType(String name, Kind kind, List<ColumnType> children, String label) {
  /** Kinds of values. */
  public enum Kind {
    /** No values but null. */
    NULL,
    /** true and false. */
    BOOL,
    /** Integers. */
    INT,
    /** float32 or float64. */
    FLOAT,
    /** Texts in UTF-8. */
    TEXT,
    /** Lists of any length. */
    LIST,
    /** Members by name. */
    STRUCT,
    /** Anything else: not read. */
    OTHER
  }

  /** Copies the list. */
  public ColumnType {
    children = List.copyOf(children);
  }

  /** A type without children. */
  public static ColumnType leaf(String name, Kind kind, String label) {
    return new ColumnType(name, kind, List.of(), label);
  }

  /** The member of a name, or null. */
  public @Nullable ColumnType member(String name) {
    if (kind == Kind.STRUCT) {
      for (ColumnType child : children) {
        if (child.name.equals(name)) {
          return child;
        }
      }
    }
    return null;
  }

  /** The type at a path, or null if there is none. */
  public @Nullable ColumnType at(RecordPath path) {
    ColumnType type = this;
    for (String step : path.steps()) {
      type = type == null ? null : type.child(step);
    }
    return type;
  }

  private @Nullable ColumnType child(String step) {
    return kind == Kind.LIST ? (isIndex(step) ? children.get(0) : null) : member(step);
  }

  /** Whether a step selects an element: by its index, or by a member. */
  private static boolean isIndex(String step) {
    return step.startsWith("[") || step.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * The part of the type that some paths select, or null if there is nothing at any of them.
   *
   * @param file the file, for errors
   * @throws MalformedDumpException if a column that is selected has a type that is not read
   */
  public @Nullable ColumnType select(Collection<RecordPath> paths, String file) {
    return select(paths.stream().map(RecordPath::steps).toList(), file, "");
  }

  private @Nullable ColumnType select(List<List<String>> paths, String file, String within) {
    if (paths.isEmpty()) {
      return null;
    }
    if (paths.stream().anyMatch(List::isEmpty)) {
      requireReadable(file, within);
      return this;
    }
    List<ColumnType> selected = new ArrayList<>();
    for (ColumnType child : children) {
      boolean list = kind == Kind.LIST;
      List<List<String>> rest = new ArrayList<>();
      for (List<String> path : paths) {
        if (list ? isIndex(path.get(0)) : child.name.equals(path.get(0))) {
          rest.add(path.subList(1, path.size()));
        }
      }
      ColumnType part =
          child.select(
              rest, file, list ? within : within + (within.isEmpty() ? "" : ".") + child.name);
      if (part != null) {
        selected.add(part);
      }
    }
    return selected.isEmpty() ? null : new ColumnType(name, kind, selected, label);
  }

  private void requireReadable(String file, String path) {
    if (kind == Kind.OTHER) {
      throw new MalformedDumpException(
          file,
          0,
          -1,
          "column \""
              + path
              + "\" has the type "
              + label
              + ", which is not read. Cast it to a text, a number or a list of numbers");
    }
    for (ColumnType child : children) {
      child.requireReadable(file, kind == Kind.LIST ? path : path + "." + child.name);
    }
  }
}
