// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * Path from a record to one of its values: names of members and numbers of elements, from 0, joined
 * by dots ({@code choices.0.text}). A step {@code [type=message]} selects the first element whose
 * member has this text. A dot or backslash that belongs to a name has a backslash before it.
 *
 * @param steps names and numbers from the outside inwards; none for the record itself
 */
public record RecordPath(List<String> steps) {
  /** Copies the list. */
  public RecordPath {
    steps = List.copyOf(steps);
  }

  /**
   * The path of a text.
   *
   * @throws IllegalArgumentException if a step is empty
   */
  public static RecordPath parse(String text) {
    List<String> steps = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '.') {
        steps.add(nonEmpty(step, text));
        step.setLength(0);
      } else {
        step.append(c == '\\' && at + 1 < text.length() ? text.charAt(++at) : c);
      }
    }
    steps.add(nonEmpty(step, text));
    return new RecordPath(steps);
  }

  private static String nonEmpty(StringBuilder step, String text) {
    if (step.isEmpty()) {
      throw new IllegalArgumentException("path '" + text + "' has an empty step");
    }
    return step.toString();
  }

  @Override
  public String toString() {
    return String.join(
        ".", steps.stream().map(s -> s.replace("\\", "\\\\").replace(".", "\\.")).toList());
  }
}
