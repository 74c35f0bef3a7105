// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lines;

import dev.sundog.batch.Message;
import dev.sundog.dump.spec.Field;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whether the first words of the lines of two files are the same ones in another order: such files
 * are to be joined by them, not by line. Words are compared by sums of hashes, which do not depend
 * on the order. Safe for use by several threads.
 */
final class FirstWords {
  private final LongAdder pairs = new LongAdder();
  private final LongAdder sameLine = new LongAdder();
  private final LongAdder difference = new LongAdder();

  /** Adds the hashes of the first words of some pairs of lines. */
  void add(long[] predictions, long[] references, int count) {
    long same = 0;
    long sum = 0;
    for (int line = 0; line < count; line++) {
      same += predictions[line] == references[line] ? 1 : 0;
      sum += predictions[line] - references[line];
    }
    pairs.add(count);
    sameLine.add(same);
    difference.add(sum);
  }

  /** A hash of the first word of a line; 0 if it is blank. */
  static long hash(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] <= ' ' && line[at] >= 0) {
      at++;
    }
    long hash = 0;
    for (; at < to && (line[at] > ' ' || line[at] < 0); at++) {
      hash = (hash ^ (line[at] & 0xFF)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /** A warning, if the files are likely to be joined by their first words. */
  List<Message> messages() {
    boolean reordered = difference.sum() == 0 && sameLine.sum() < pairs.sum();
    return reordered
        ? List.of(
            Message.of(
                "warning: the first words of {} are the same in both files, in another order. Set"
                    + " {} to kaldi to join lines by their first word",
                pairs.sum() + " lines",
                Field.FORMAT))
        : List.of();
  }
}
