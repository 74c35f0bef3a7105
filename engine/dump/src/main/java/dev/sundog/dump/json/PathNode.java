// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A member or an element on the way to a path. */
final class PathNode {
  static final int NOT_COUNTED = -1;

  PathNode[] children = {};
  private final byte[] name;
  private final int index;
  private final @Nullable ElementSelector selector;
  private int[] paths = {};
  private int counted = NOT_COUNTED;

  /** The child that selects an element by a member, if there is one. */
  private @Nullable PathNode selecting;

  private int expected;

  PathNode(byte[] name) {
    this.name = name;
    String digits = new String(name, UTF_8);
    index = digits.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(digits) : -1;
    selector = ElementSelector.of(digits);
  }

  /** Makes this the end of a path. */
  void add(int path) {
    paths = Arrays.copyOf(paths, paths.length + 1);
    paths[paths.length - 1] = path;
  }

  /** Makes this an array whose elements are counted. */
  void count(int path) {
    counted = path;
  }

  /** The path under which elements are counted, or {@link #NOT_COUNTED}. */
  int counted() {
    return counted;
  }

  /** The child that selects an element by a member, or null. */
  @Nullable PathNode selecting() {
    return selecting;
  }

  /** Whether this child selects the element before a cursor. */
  boolean fits(JsonCursor element) {
    return selector != null && selector.fits(element);
  }

  /** The child with a name; made if there is none. */
  PathNode child(byte[] step) {
    for (PathNode child : children) {
      if (Arrays.equals(child.name, step)) {
        return child;
      }
    }
    PathNode child = new PathNode(step);
    children = Arrays.copyOf(children, children.length + 1);
    children[children.length - 1] = child;
    selecting = child.selector == null ? selecting : child;
    return child;
  }

  /** Whether no path ends here. */
  boolean isInner() {
    return paths.length == 0;
  }

  /** The path that ends here, if it is one only and no other goes on; −1 otherwise. */
  int onlyPath() {
    return paths.length == 1 && children.length == 0 ? paths[0] : -1;
  }

  /** Hands a value to the visitor, once for each of its paths. */
  void visit(JsonCursor record, PathTree.Visitor visitor) {
    int begin = record.at;
    for (int path : paths) {
      record.at = begin;
      visitor.value(path, record);
    }
  }

  /** Reads a key; the child of that name, or null. Keys mostly come in the same order. */
  @Nullable PathNode member(JsonCursor record) {
    record.peek();
    int count = children.length;
    for (int tried = 0, index = expected; tried < count; tried++) {
      PathNode child = children[index];
      index = index + 1 == count ? 0 : index + 1;
      if (record.keyIs(child.name)) {
        expected = index;
        return child;
      }
    }
    record.key();
    int from = record.textFrom();
    int to = from + record.textLength();
    for (PathNode child : children) {
      if (Arrays.equals(child.name, 0, child.name.length, record.textBytes(), from, to)) {
        return child;
      }
    }
    return null;
  }

  /** The child for an element of an array, or null. */
  @Nullable PathNode element(int position) {
    for (PathNode child : children) {
      if (child.index == position) {
        return child;
      }
    }
    return null;
  }
}
