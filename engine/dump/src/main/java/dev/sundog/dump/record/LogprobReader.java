// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.dump.json.JsonCursor;
import java.util.Arrays;

/**
 * Arrays of log-probs as tools write them. An element is a number or a text of one, an object with
 * the number as its {@code logprob}, or an object of such objects by token, of which the first is
 * the text's own token. A null at the beginning is not a token. −9999, which stands for "outside
 * the top", makes the item one without log-probs: it is counted, never summed.
 */
public final class LogprobReader {
  private static final double OUTSIDE_THE_TOP = -9999;

  private float[] values = new float[64];
  private int size;

  /** Reads the array that a cursor is before. */
  public void read(JsonCursor record, BatchAppender appender) {
    size = 0;
    boolean known = true;
    boolean more = record.enterArray();
    if (more && record.skipNull()) {
      more = record.nextElement();
    }
    for (; more; more = record.nextElement()) {
      double nats = element(record);
      known &= nats != OUTSIDE_THE_TOP;
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = (float) nats;
    }
    if (known) {
      for (int token = 0; token < size; token++) {
        appender.logprob(values[token]);
      }
      appender.endLogprobs();
    }
  }

  private static double element(JsonCursor record) {
    return record.peek() == '{' ? member(record) : number(record);
  }

  private static double number(JsonCursor record) {
    byte first = record.peek();
    int begin = record.position();
    if (first == '[' || first == '{' || first == 'n') {
      throw record.malformed("a log-prob should be a number, null only at the beginning");
    }
    double nats = record.numeral();
    if (Double.isInfinite((float) nats) && !Double.isInfinite(nats)) {
      throw record.malformedAt(begin, "log-prob " + nats + " is beyond the range of float32");
    }
    if (!LogprobColumn.isLogprob((float) nats)) {
      throw record.malformedAt(
          begin, "log-prob " + nats + " is not the logarithm of a probability");
    }
    return nats;
  }

  private static double member(JsonCursor record) {
    int begin = record.position();
    double nats = 0;
    boolean found = false;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      boolean named = record.textString().equals("logprob");
      if (!found && (named || record.peek() == '{')) {
        nats = named ? number(record) : member(record);
        found = true;
      } else {
        record.skip();
      }
    }
    if (!found) {
      throw record.malformedAt(begin, "this should have a 'logprob'");
    }
    return nats;
  }
}
