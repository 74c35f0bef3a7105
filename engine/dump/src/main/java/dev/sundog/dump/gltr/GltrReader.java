// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.gltr;

import dev.sundog.batch.BatchAppender;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.record.GroupWalk;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.spec.DumpSpec;

/**
 * Analyses of GLTR: a document is one item. Its log-probs are the logarithms of the probabilities
 * in {@code result.real_topk}, which are rounded: 0 becomes −∞. Its prediction is the rank of every
 * token, its reference as many zeros, so that {@code token_accuracy} is the share of tokens that
 * the model held for the likeliest.
 */
final class GltrReader implements RecordReader {
  private final GroupWalk groups;

  GltrReader(DumpSpec spec) {
    groups = new GroupWalk(spec);
  }

  @Override
  public void read(JsonCursor record, BatchAppender appender) {
    int begin = record.position();
    boolean found = false;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      if (record.textString().equals("result")) {
        found |= result(record, appender);
      } else {
        record.skip();
      }
    }
    if (!found) {
      throw record.malformedAt(begin, "no field \"result.real_topk\"");
    }
    appender.endPrediction().endReference().endLogprobs();
    groups.group(record, begin, appender);
    appender.endItem();
  }

  private boolean result(JsonCursor record, BatchAppender appender) {
    boolean found = false;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      if (record.textString().equals("real_topk")) {
        found = true;
        tokens(record, appender);
      } else {
        record.skip();
      }
    }
    return found;
  }

  private void tokens(JsonCursor record, BatchAppender appender) {
    for (boolean more = record.enterArray(); more; more = record.nextElement()) {
      if (!record.enterArray()) {
        throw record.malformed("expected a rank and a probability");
      }
      double rank = record.number();
      if (rank != (int) rank || !record.nextElement()) {
        throw record.malformed("expected a rank and a probability");
      }
      appender.predictionTokens().add((int) rank);
      appender.referenceTokens().add(0);
      int position = record.position();
      double probability = record.number();
      if (!(probability >= 0 && probability <= 1)) {
        throw record.malformedAt(position, probability + " is not a probability");
      }
      appender.logprob((float) StrictMath.log(probability));
      if (record.nextElement()) {
        throw record.malformed("expected only a rank and a probability");
      }
    }
  }
}
