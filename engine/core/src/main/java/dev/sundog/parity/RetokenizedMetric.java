// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Aggregation;
import dev.sundog.metric.BatchCounts;
import dev.sundog.metric.Direction;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreBuffer;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.metric.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A metric over another tool's tokens of the texts. Each reference is scored by itself; how several
 * are combined is the tool's choice. An item without a prediction is scored as an empty text; items
 * that our metric skips as empty get 0, as the tools do.
 */
final class RetokenizedMetric implements Metric {
  /** As long as a batch of texts is within its own limits, so are its tokens. */
  private static final BatchLimits LIMITS =
      new BatchLimits(Integer.MAX_VALUE, 1 << 30, Integer.MAX_VALUE, 1, 1, 1);

  private final Description description;
  private final Metric metric;
  private final Function<String, List<String>> tokens;
  private final boolean largest;
  private final Predicate<String> zero;

  /**
   * The metric as a tool computes it.
   *
   * @param description the tool's metric; a plain mean takes the scored metric's values
   * @param metric the metric that is scored over the tool's tokens
   * @param tokens a text's tokens
   * @param largest whether the largest value over several references counts, even of an error
   * @param zero predictions whose value is 0 for every reference
   */
  RetokenizedMetric(
      Description description,
      Metric metric,
      Function<String, List<String>> tokens,
      boolean largest,
      Predicate<String> zero) {
    this.description = description;
    this.metric = metric;
    this.tokens = tokens;
    this.largest = largest || description.direction() != Direction.LOWER;
    this.zero = zero;
  }

  @Override
  public Description description() {
    return description;
  }

  /** A batch of the tool's tokens and its scores, reused from batch to batch. */
  private static final class Retokenized implements BatchCounts.State {
    private final BatchAppender appender = new BatchAppender(LIMITS, new GroupKeys(List.of()));
    private final BatchCounts counts = new BatchCounts();
    private final Map<String, Integer> ids = new HashMap<>();
    private final ScoreBuffer scores;
    private int[] tokens = new int[16];

    private Retokenized(Aggregation aggregation) {
      scores = new ScoreBuffer(aggregation);
    }

    private void begin() {
      appender.clear();
      counts.begin();
      ids.clear();
    }

    /** Interns tokens, and returns their number. */
    private int intern(List<String> texts) {
      if (tokens.length < texts.size()) {
        tokens = new int[Math.max(texts.size(), 2 * tokens.length)];
      }
      for (int at = 0; at < texts.size(); at++) {
        tokens[at] = ids.computeIfAbsent(texts.get(at), unseen -> ids.size());
      }
      return texts.size();
    }

    @Override
    public void close() {
      appender.close();
      counts.close();
    }
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    TokenColumn references = batch.referenceTexts();
    if (references == null) {
      skipAll(batch, out);
      return;
    }
    Aggregation aggregation = metric.description().aggregation();
    Retokenized own = counts.state(this, Retokenized.class, () -> new Retokenized(aggregation));
    own.begin();
    SequenceBatch pairs = pairs(batch, references, own);
    own.scores.reset(pairs.items());
    metric.score(pairs, kernels, own.counts, own.scores);
    ScoreColumn scores = own.scores.column();
    for (int item = 0; item < batch.items(); item++) {
      score(batch, item, scores, out);
    }
  }

  private static void skipAll(SequenceBatch batch, ScoreBuffer out) {
    for (int item = 0; item < batch.items(); item++) {
      out.skip(
          item, batch.hasReference(item) ? Status.SKIPPED_NO_TEXT : Status.SKIPPED_NO_REFERENCE);
    }
  }

  /** An item for every pair of the batch. */
  private SequenceBatch pairs(SequenceBatch batch, TokenColumn references, Retokenized own) {
    for (int item = 0; item < batch.items(); item++) {
      List<String> prediction = tokens.apply(prediction(batch, item));
      for (int pair = batch.pairStart(item); pair < batch.pairStart(item + 1); pair++) {
        String reference =
            batch.hasReference(item) ? new String(references.toBytes(pair), UTF_8) : "";
        int predicted = own.intern(prediction);
        own.appender.prediction(own.tokens, 0, predicted);
        int expected = own.intern(tokens.apply(reference));
        own.appender.reference(own.tokens, 0, expected);
        own.appender.endItem();
      }
    }
    return own.appender.finish();
  }

  private static String prediction(SequenceBatch batch, int item) {
    TokenColumn texts = batch.predictionTexts();
    return texts == null || !batch.hasPrediction(item)
        ? ""
        : new String(texts.toBytes(batch.pairStart(item)), UTF_8);
  }

  private void score(SequenceBatch batch, int item, ScoreColumn scores, ScoreBuffer out) {
    if (!batch.hasReference(item)) {
      out.skip(item, Status.SKIPPED_NO_REFERENCE);
      return;
    }
    int best = batch.pairStart(item);
    for (int pair = best + 1; pair < batch.pairStart(item + 1); pair++) {
      int order = Double.compare(scores.value(pair), scores.value(best));
      best = (largest ? order > 0 : order < 0) ? pair : best;
    }
    if (!scores.scored(best) || zero.test(prediction(batch, item))) {
      out.set(item, 0);
    } else if (description.aggregation() == Aggregation.MEAN) {
      out.set(item, scores.value(best));
    } else {
      out.setProduct(item, scores.numerator(best), scores.weight(best), scores.secondWeight(best));
    }
  }
}
