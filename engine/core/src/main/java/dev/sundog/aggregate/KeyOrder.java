// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import java.util.Comparator;
import java.util.List;

/**
 * Order of group keys, part by part: two numbers by size, a number before a text, two texts by code
 * unit.
 */
enum KeyOrder implements Comparator<List<String>> {
  /** The order. */
  INSTANCE;

  @Override
  public int compare(List<String> a, List<String> b) {
    for (int part = 0; part < a.size(); part++) {
      int order = compareParts(a.get(part), b.get(part));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareParts(String a, String b) {
    double x = number(a);
    double y = number(b);
    if (Double.isNaN(x) || Double.isNaN(y)) {
      int kinds = Boolean.compare(Double.isNaN(x), Double.isNaN(y));
      return kinds != 0 ? kinds : a.compareTo(b);
    }
    int order = Double.compare(x, y);
    return order != 0 ? order : a.compareTo(b);
  }

  private static double number(String text) {
    if (text.isEmpty() || !(Character.isDigit(text.charAt(0)) || text.charAt(0) == '-')) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
