// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.spec.RecordPath;
import java.util.ArrayDeque;
import java.util.Deque;

/** Moves a scanner to the array at a path of a document, and from its end to the document's. */
final class ArrayWalk {
  private final JsonScanner scanner;
  private final ValueChecker values;
  private final RecordPath path;

  /** Keys of the objects around the array, "" for an array around it; innermost first. */
  private final Deque<String> outside = new ArrayDeque<>();

  ArrayWalk(JsonScanner scanner, RecordPath path) {
    this.scanner = scanner;
    values = new ValueChecker(scanner);
    this.path = path;
  }

  /** Moves to the array's first element. Returns false if there is none. */
  boolean enter() {
    for (String step : path.steps()) {
      if (scanner.peek() == '[' && step.matches("0|[1-9][0-9]{0,8}")) {
        goToElement(Integer.parseInt(step));
      } else if (scanner.peek() == '{') {
        goToMember(step);
      } else {
        throw noField();
      }
    }
    if (scanner.peek() != '[') {
      throw scanner.malformed(
          path.steps().isEmpty()
              ? "the document is not an array. Set the path of its array of records"
              : "field \"" + path + "\" is not an array of records");
    }
    return scanner.enter(']');
  }

  private void goToElement(int index) {
    outside.push("");
    boolean more = scanner.enter(']');
    for (int i = 0; more && i < index; i++) {
      values.skip();
      more = scanner.next(']');
    }
    if (!more) {
      throw noField();
    }
  }

  private void goToMember(String name) {
    outside.push(name);
    for (boolean more = scanner.enter('}'); more; more = scanner.next('}')) {
      if (scanner.key().equals(name)) {
        return;
      }
      values.skip();
    }
    throw noField();
  }

  private MalformedDumpException noField() {
    return scanner.malformed("no field \"" + path + "\"");
  }

  /** Skips the rest of the document. */
  void leave() {
    while (!outside.isEmpty()) {
      String name = outside.pop();
      boolean object = !name.isEmpty();
      while (scanner.next(object ? '}' : ']')) {
        if (object && scanner.key().equals(name)) {
          throw scanner.malformed("duplicate key \"" + name + "\"");
        }
        values.skip();
      }
    }
  }
}
