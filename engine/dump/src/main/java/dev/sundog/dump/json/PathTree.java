// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.dump.spec.RecordPath;
import org.jspecify.annotations.Nullable;

/**
 * The paths that are read from a record, as a tree: one pass over the record finds them all, in any
 * order. Records that are written like the one before them are read by its {@link RecordShape}. Not
 * thread-safe.
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

  private final PathNode root = new PathNode(new byte[0]);
  private final RecordShape shape = new RecordShape();

  /** Adds a path under the number that the visitor receives. */
  public void add(RecordPath path, int number) {
    node(path).add(number);
  }

  /** Counts the elements of the array at a path, if it is walked into. */
  public void count(RecordPath path, int number) {
    node(path).count(number);
  }

  private PathNode node(RecordPath path) {
    PathNode node = root;
    for (String step : path.steps()) {
      node = node.child(step.getBytes(UTF_8));
    }
    return node;
  }

  /** Reads records that have only a prediction, a reference and perhaps an id, by their paths. */
  public IdRecords idRecords(int prediction, int reference, int id) {
    return new IdRecords(shape, prediction, reference, id);
  }

  /** Visits a value; null counts as the value of every path below it. */
  public void walk(JsonCursor record, Visitor visitor) {
    int begin = record.at;
    if (!shape.follow(record, visitor)) {
      record.at = begin;
      shape.begin(begin);
      walk(root, record, visitor);
      shape.end(record);
    }
  }

  private void walk(PathNode node, JsonCursor record, Visitor visitor) {
    if (node.isInner()) {
      descend(node, record, visitor);
      return;
    }
    int begin = record.at;
    value(node, record, visitor);
    if (node.children.length > 0) {
      shape.irregular();
      record.at = begin;
      descend(node, record, visitor);
    }
  }

  /** Visits or skips a value, unless it was visited by the shape. */
  private void value(@Nullable PathNode node, JsonCursor record, Visitor visitor) {
    int begin = record.at;
    boolean visited = shape.isVisited();
    if (node == null || visited) {
      record.skip();
    } else {
      node.visit(record, visitor);
    }
    shape.value(node, record, begin);
  }

  private void descend(PathNode node, JsonCursor record, Visitor visitor) {
    switch (record.peek()) {
      case '{' -> members(node, record, visitor);
      case '[' -> elements(node, record, visitor);
      case 'n' -> {
        shape.irregular();
        int begin = record.at;
        record.skip();
        int end = record.at;
        for (PathNode child : node.children) {
          record.at = begin;
          walk(child, record, visitor);
        }
        record.at = end;
      }
      default -> {
        shape.irregular();
        record.skip();
      }
    }
  }

  private void members(PathNode node, JsonCursor record, Visitor visitor) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      child(node.member(record), record, visitor);
    }
  }

  private void elements(PathNode node, JsonCursor record, Visitor visitor) {
    PathNode selecting = node.selecting();
    if (selecting != null) {
      shape.irregular();
    }
    int index = 0;
    int selected = 0;
    for (boolean more = record.enterArray(); more; more = record.nextElement()) {
      if (selecting == null) {
        child(node.element(index++), record, visitor);
      } else {
        boolean first = selecting.fits(record) && selected++ == 0;
        child(first ? selecting : null, record, visitor);
      }
    }
    if (node.counted() != PathNode.NOT_COUNTED) {
      int count = selecting == null ? index : selected;
      shape.elements(node.counted(), count);
      visitor.elements(node.counted(), count);
    }
  }

  /** Walks over a member or an element: most end a path, so that walking hardly recurs. */
  private void child(@Nullable PathNode child, JsonCursor record, Visitor visitor) {
    if (child == null || child.children.length == 0) {
      value(child, record, visitor);
    } else {
      walk(child, record, visitor);
    }
  }
}
