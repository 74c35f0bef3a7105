package dev.sundog.dump.json;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.spec.RecordPath;
import java.util.ArrayDeque;
import java.util.Deque;

/** The way to the array at a path of a document, and from there to the document's end. */
final class ArrayWalk {
  private final JsonScanner scanner;
  private final RecordPath path;

  /** Names of the members that the array stands in, "" for an array's element, innermost first. */
  private final Deque<String> outside = new ArrayDeque<>();

  ArrayWalk(JsonScanner scanner, RecordPath path) {
    this.scanner = scanner;
    this.path = path;
  }

  /** Goes to the array's first element; whether there is one. */
  boolean enter() {
    for (String step : path.steps()) {
      if (scanner.peek() == '[' && step.matches("0|[1-9][0-9]{0,8}")) {
        goToElement(Integer.parseInt(step));
      } else if (scanner.peek() == '{') {
        goToMember(step);
      } else {
        throw nothing();
      }
    }
    if (scanner.peek() != '[') {
      throw scanner.malformed(
          path.steps().isEmpty()
              ? "the document is no array: name the path of the array of records"
              : "'" + path + "' should be the array of records");
    }
    return scanner.enter(']');
  }

  private void goToElement(int index) {
    outside.push("");
    boolean more = scanner.enter(']');
    for (int i = 0; more && i < index; i++) {
      scanner.skipValue();
      more = scanner.next(']');
    }
    if (!more) {
      throw nothing();
    }
  }

  private void goToMember(String name) {
    outside.push(name);
    for (boolean more = scanner.enter('}'); more; more = scanner.next('}')) {
      if (scanner.key().equals(name)) {
        return;
      }
      scanner.skipValue();
    }
    throw nothing();
  }

  private MalformedDumpException nothing() {
    return scanner.malformed("nothing stands at '" + path + "'");
  }

  /** Reads what stands behind the array. */
  void leave() {
    while (!outside.isEmpty()) {
      String name = outside.pop();
      boolean object = !name.isEmpty();
      while (scanner.next(object ? '}' : ']')) {
        if (object && scanner.key().equals(name)) {
          throw scanner.malformed("'" + name + "' stands twice");
        }
        scanner.skipValue();
      }
    }
  }
}
