// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.stm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.bytes.Utf8;
import dev.sundog.dump.input.RecordBlock;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a line of an stm or ctm file, which are separated by blanks.
 *
 * @param fields the fields
 * @param source name of the file
 * @param record number of the line, from 1
 * @param offset offset of the line in the file, in bytes
 */
record TimedLine(List<String> fields, String source, long record, long offset) {
  private static final String BLANKS = "[ \\t\\r]+";

  /**
   * A line of a block; null if it is blank or a comment.
   *
   * @param most number of fields; the last one holds the rest of the line
   * @throws MalformedDumpException if the line is not UTF-8 or has fewer fields than {@code least}
   */
  static @Nullable TimedLine of(RecordBlock block, int index, int least, int most, String layout) {
    int from = block.starts()[index];
    int to = block.ends()[index];
    long record = block.firstRecord() + index;
    long offset = block.offset(index);
    int invalid = Utf8.firstInvalid(block.bytes(), from, to);
    if (invalid >= 0) {
      throw new MalformedDumpException(
          block.source(), record, block.base() + invalid, "this is not UTF-8");
    }
    String text =
        new String(block.bytes(), from, to - from, UTF_8)
            .replaceAll("^" + BLANKS + "|" + BLANKS + "$", "");
    if (text.isEmpty() || text.startsWith(";;")) {
      return null;
    }
    TimedLine line =
        new TimedLine(List.of(text.split(BLANKS, most)), block.source(), record, offset);
    if (line.fields.size() < least) {
      throw line.malformed(line.fields.size() + " fields; a line is \"" + layout + "\"");
    }
    return line;
  }

  /** The file and channel, by which lines are joined. */
  String channel() {
    return fields.get(0) + " " + fields.get(1);
  }

  /** A time in seconds, exactly as it is written. */
  BigDecimal seconds(int field) {
    String text = fields.get(field);
    if (!text.matches("[0-9]{1,12}(\\.[0-9]{0,12})?|\\.[0-9]{1,12}")) {
      throw malformed("\"" + text + "\" is not a time in seconds");
    }
    return new BigDecimal(text);
  }

  /** An error in this line. */
  MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(source, record, offset, reason);
  }
}
