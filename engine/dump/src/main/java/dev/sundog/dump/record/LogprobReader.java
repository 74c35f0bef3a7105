// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.Tally;
import dev.sundog.dump.json.JsonCursor;

/**
 * Log-probs as tools write them: an array, or one number for a sequence of one token. An element is
 * a number or a text of one, an object with the number as its {@code logprob}, or an object of such
 * objects by token, of which the first is the text's own token. A null at the beginning is not a
 * token; a later one is NaN. A token of −9999, which stands for "outside the top k", is left out
 * and counted.
 */
public final class LogprobReader {
  private static final double OUTSIDE_THE_TOP = -9999;

  /** Whether the last element was null. */
  private boolean absent;

  /** Reads the array that a cursor is before. */
  public void read(JsonCursor record, BatchAppender appender) {
    int leftOut = 0;
    if (record.peek() == '[') {
      boolean first = true;
      for (boolean more = record.enterArray(); more; more = record.nextElement()) {
        absent = false;
        double nats = element(record);
        if (nats == OUTSIDE_THE_TOP) {
          leftOut++;
        } else if (!(first && absent)) {
          appender.logprob((float) nats);
        }
        first = false;
      }
    } else {
      appender.logprob((float) number(record));
    }
    if (leftOut > 0) {
      appender.tallies().add(Tally.ITEMS_WITH_LEFT_OUT_TOKENS, 1);
      appender.tallies().add(Tally.LEFT_OUT_TOKENS, leftOut);
    }
    appender.endLogprobs();
  }

  private double element(JsonCursor record) {
    return record.peek() == '{' ? member(record) : numberOrNull(record);
  }

  private double numberOrNull(JsonCursor record) {
    absent = record.skipNull();
    return absent ? Double.NaN : number(record);
  }

  private static double number(JsonCursor record) {
    record.peek();
    int begin = record.position();
    double nats = record.numeral();
    if (Double.isInfinite((float) nats) && !Double.isInfinite(nats)) {
      throw record.malformedAt(begin, "log-prob " + nats + " is beyond the range of float32");
    }
    if (!LogprobColumn.isLogprob((float) nats)) {
      throw record.malformedAt(
          begin, "log-prob " + nats + " is not the logarithm of a probability: it is above 0");
    }
    return nats;
  }

  private double member(JsonCursor record) {
    int begin = record.position();
    double nats = 0;
    boolean found = false;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      boolean named = record.textString().equals("logprob");
      if (!found && (named || record.peek() == '{')) {
        nats = named ? numberOrNull(record) : member(record);
        found = true;
      } else {
        record.skip();
      }
    }
    if (!found) {
      throw record.malformedAt(begin, "this token has no \"logprob\"");
    }
    return nats;
  }
}
