// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.text.Named;
import java.util.ArrayList;
import java.util.List;

/** The names of a record's members, for an error about a path that finds nothing. */
public final class MemberNames {
  private static final int MOST = 20;
  private static final int LONGEST = 40;

  private MemberNames() {}

  /**
   * A hint: the nearest name if one is near, and the first names of the record.
   *
   * @param path the path that found nothing
   * @param record a cursor at the record's first byte; it moves
   * @return sentences that end with a space; empty if the record is not an object with members
   */
  public static String hint(String path, JsonCursor record) {
    if (record.peek() != '{' || !record.enterObject()) {
      return "";
    }
    List<String> names = new ArrayList<>();
    do {
      record.key();
      names.add(record.textString());
      record.skip();
    } while (record.nextMember());
    String nearest = Named.nearest(path, names);
    return (nearest.isEmpty() ? "" : "Did you mean \"" + nearest + "\"? ")
        + "The record has "
        + String.join(
            ", ", names.stream().limit(MOST).map(name -> '"' + shortened(name) + '"').toList())
        + (names.size() > MOST ? " and " + (names.size() - MOST) + " more. " : ". ");
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST
        ? name
        : name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, LONGEST))) + "…";
  }
}
