// SPDX-License-Identifier: Apache-2.0
package dev.sundog.text;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Looks up enum-like values by their user-facing names. */
public final class Named {
  private Named() {}

  /**
   * The value of a name.
   *
   * @param kind what the values are, for the error: {@code metric}
   * @param name the name; case matters
   * @param values all values
   * @param nameOf the name of each value
   * @throws IllegalArgumentException if no value has that name; the message suggests the nearest
   *     name and lists all
   */
  public static <T> T find(String kind, String name, List<T> values, Function<T, String> nameOf) {
    for (T value : values) {
      if (nameOf.apply(value).equals(name)) {
        return value;
      }
    }
    List<String> names = values.stream().map(nameOf).toList();
    throw new IllegalArgumentException(unknown(kind, name, names));
  }

  /** An error message for an unknown name: the nearest name if one is near, and all names. */
  public static String unknown(String kind, String name, List<String> names) {
    String nearest = nearest(name, names);
    return "no "
        + kind
        + " \""
        + name
        + "\". "
        + (nearest.isEmpty() ? "" : "Did you mean \"" + nearest + "\"? ")
        + "Accepted: "
        + String.join(", ", names);
  }

  /** The name at the smallest edit distance, at most a third of the name's length; else empty. */
  public static String nearest(String name, List<String> names) {
    String nearest = "";
    int smallest = name.length() / 3 + 1;
    for (String candidate : names) {
      int distance = distance(name.toLowerCase(Locale.ROOT), candidate);
      if (distance < smallest) {
        smallest = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(diagonal + change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
