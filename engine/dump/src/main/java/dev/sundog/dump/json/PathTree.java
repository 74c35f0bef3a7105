// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.dump.spec.RecordPath;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The paths that are read from a record, as a tree: one pass over the record finds them all, in any
 * order.
 */
public final class PathTree {
  /** Receives the values at the paths. */
  public interface Visitor {
    /**
     * Reads a value.
     *
     * @param path number of its path
     * @param record cursor at the value; the walk continues after the value wherever this leaves it
     */
    void value(int path, JsonCursor record);

    /**
     * Receives the number of elements of an array that is counted.
     *
     * @param path number of its path
     * @param count number of elements; if a step selects elements, of those that it fits
     */
    default void elements(int path, int count) {}
  }

  private static final int NOT_COUNTED = -1;

  private PathTree[] children = {};
  private final byte[] name;
  private final int index;
  private final @Nullable ElementSelector selector;
  private int[] paths = {};
  private int counted = NOT_COUNTED;

  /** The child that selects an element by a member, if there is one. */
  private @Nullable PathTree selecting;

  private int expected;

  /** A tree of no paths. */
  public PathTree() {
    this(new byte[0]);
  }

  private PathTree(byte[] name) {
    this.name = name;
    String digits = new String(name, UTF_8);
    index = digits.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(digits) : -1;
    selector = ElementSelector.of(digits);
  }

  /** Adds a path under the number that the visitor receives. */
  public void add(RecordPath path, int number) {
    PathTree node = node(path);
    node.paths = Arrays.copyOf(node.paths, node.paths.length + 1);
    node.paths[node.paths.length - 1] = number;
  }

  /** Counts the elements of the array at a path, if it is walked into. */
  public void count(RecordPath path, int number) {
    node(path).counted = number;
  }

  private PathTree node(RecordPath path) {
    PathTree node = this;
    for (String step : path.steps()) {
      node = node.child(step.getBytes(UTF_8));
    }
    return node;
  }

  private PathTree child(byte[] step) {
    for (PathTree child : children) {
      if (Arrays.equals(child.name, step)) {
        return child;
      }
    }
    PathTree child = new PathTree(step);
    children = Arrays.copyOf(children, children.length + 1);
    children[children.length - 1] = child;
    selecting = child.selector == null ? selecting : child;
    return child;
  }

  /** Visits a value; null counts as the value of every path below it. */
  public void walk(JsonCursor record, Visitor visitor) {
    int begin = record.position();
    visit(record, visitor);
    if (children.length > 0 || paths.length == 0) {
      record.position(begin);
      descend(record, visitor);
    }
  }

  /** Hands a value to the visitor, once for each of its paths. */
  private void visit(JsonCursor record, Visitor visitor) {
    int begin = record.position();
    for (int path : paths) {
      record.position(begin);
      visitor.value(path, record);
    }
  }

  /** Walks over a member or an element: most end a path, so that walking hardly recurs. */
  private void child(PathTree child, JsonCursor record, Visitor visitor) {
    if (child.children.length == 0) {
      child.visit(record, visitor);
    } else {
      child.walk(record, visitor);
    }
  }

  private void descend(JsonCursor record, Visitor visitor) {
    switch (record.peek()) {
      case '{' -> members(record, visitor);
      case '[' -> elements(record, visitor);
      case 'n' -> {
        int begin = record.position();
        record.skip();
        int end = record.position();
        for (PathTree child : children) {
          record.position(begin);
          child.walk(record, visitor);
        }
        record.position(end);
      }
      default -> record.skip();
    }
  }

  private void members(JsonCursor record, Visitor visitor) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      PathTree child = member(record);
      if (child == null) {
        record.skip();
      } else {
        child(child, record, visitor);
      }
    }
  }

  private @Nullable PathTree member(JsonCursor record) {
    record.peek();
    int count = children.length;
    for (int tried = 0, index = expected; tried < count; tried++) {
      PathTree child = children[index];
      index = index + 1 == count ? 0 : index + 1;
      if (record.keyIs(child.name)) {
        expected = index;
        return child;
      }
    }
    record.key();
    int from = record.textFrom();
    int to = from + record.textLength();
    for (PathTree child : children) {
      if (Arrays.equals(child.name, 0, child.name.length, record.textBytes(), from, to)) {
        return child;
      }
    }
    return null;
  }

  private void elements(JsonCursor record, Visitor visitor) {
    int index = 0;
    int selected = 0;
    for (boolean more = record.enterArray(); more; more = record.nextElement()) {
      PathTree child =
          selecting == null ? element(index) : selecting.fits(record) ? selecting : null;
      if (child != null && child == selecting && selected++ > 0) {
        child = null;
      }
      index++;
      if (child == null) {
        record.skip();
      } else {
        child(child, record, visitor);
      }
    }
    if (counted != NOT_COUNTED) {
      visitor.elements(counted, selecting == null ? index : selected);
    }
  }

  private @Nullable PathTree element(int index) {
    for (PathTree child : children) {
      if (child.index == index) {
        return child;
      }
    }
    return null;
  }

  private boolean fits(JsonCursor element) {
    return selector != null && selector.fits(element);
  }
}
