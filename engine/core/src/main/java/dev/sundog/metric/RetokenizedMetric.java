package dev.sundog.metric;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.Kernels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A metric over other tokens than the batch's: those that another tool makes of the texts. For
 * parity: every batch is cut anew. Each reference is scored by itself; what becomes of several is
 * the tool's choice. An item without a prediction is as one with an empty text; where our metric
 * has nothing to score, as both sides are empty, the tools give 0.
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
   * The metric as a tool has it.
   *
   * @param description what the tool says it is; a plain mean takes the metric's values
   * @param metric what is scored over the tool's tokens
   * @param tokens a text's tokens
   * @param largest whether the largest value over several references counts, even of an error
   * @param zero predictions whose value is 0 whatever the reference
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

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
    TokenColumn references = batch.referenceTexts();
    if (references == null) {
      TextExactMatch.skipAll(batch, out);
      return;
    }
    ScoreColumn scores = new ScoreColumn(metric.description().aggregation());
    try (BatchAppender appender = new BatchAppender(LIMITS, new GroupKeys(List.of()));
        BatchCounts own = new BatchCounts()) {
      SequenceBatch pairs = pairs(batch, references, appender);
      scores.reset(pairs.items());
      metric.score(pairs, kernels, own, scores);
      for (int item = 0; item < batch.items(); item++) {
        score(batch, item, scores, out);
      }
    }
  }

  /** An item for every pair of the batch. */
  private SequenceBatch pairs(SequenceBatch batch, TokenColumn references, BatchAppender appender) {
    Map<String, Integer> ids = new HashMap<>();
    for (int item = 0; item < batch.items(); item++) {
      int[] prediction = ids(prediction(batch, item), ids);
      for (int pair = batch.pairStart(item); pair < batch.pairStart(item + 1); pair++) {
        String reference =
            batch.hasReference(item) ? new String(references.toBytes(pair), UTF_8) : "";
        appender.prediction(prediction).reference(ids(reference, ids)).endItem();
      }
    }
    return appender.finish();
  }

  private static String prediction(SequenceBatch batch, int item) {
    TokenColumn texts = batch.predictionTexts();
    return texts == null || !batch.hasPrediction(item)
        ? ""
        : new String(texts.toBytes(batch.pairStart(item)), UTF_8);
  }

  private int[] ids(String text, Map<String, Integer> ids) {
    return tokens.apply(text).stream()
        .mapToInt(token -> ids.computeIfAbsent(token, unseen -> ids.size()))
        .toArray();
  }

  private void score(SequenceBatch batch, int item, ScoreColumn scores, ScoreColumn out) {
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
