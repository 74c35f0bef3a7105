// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.stm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A segment of an stm file.
 *
 * @param line its line, for errors
 * @param begin its begin in seconds
 * @param end its end in seconds
 * @param text the reference
 * @param words the predicted words, in the order of their times
 */
record Segment(TimedLine line, BigDecimal begin, BigDecimal end, String text, List<String> words) {
  /** The segment of a line. */
  static Segment of(TimedLine line) {
    BigDecimal begin = line.seconds(3);
    BigDecimal end = line.seconds(4);
    if (end.compareTo(begin) < 0) {
      throw line.malformed("the segment ends before it begins");
    }
    String rest = line.fields().size() < 6 ? "" : line.fields().get(5);
    String text = rest.startsWith("<") ? rest.replaceFirst("^<[^>]*>[ \\t]*", "") : rest;
    return new Segment(line, begin, end, text, new ArrayList<>());
  }

  /** The id of the item: file, channel and begin. */
  String id() {
    return line.channel() + " " + begin.toPlainString();
  }
}
