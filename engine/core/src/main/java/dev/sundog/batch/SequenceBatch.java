// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable columns of one batch: predictions, references, and other data of each item. Built by
 * {@link BatchAppender} or {@link BatchImporter}, which check every offset.
 *
 * <p>Any thread may read it. It ends with {@link #close()}, or when its appender or importer starts
 * the next batch: from then on, the batch and its off-heap columns throw {@link
 * IllegalStateException}. Columns on the heap ({@link ChoiceColumn}, {@link ExternalScoreColumn})
 * stay valid; memory segments taken from a column must not be kept.
 */
public final class SequenceBatch implements AutoCloseable {
  static final byte HAS_PREDICTION = 1;
  static final byte HAS_REFERENCE = 2;
  static final byte HAS_LOGPROBS = 4;
  static final byte HAS_CHOICES = 8;

  /**
   * Columns of the items.
   *
   * @param count items
   * @param pairStarts first pair of every item, or null if every item has one pair
   * @param flags presence flags of every item
   * @param commonFlags flags that all items have
   * @param groups group code of every item, or null without group names
   * @param ids UTF-8 ids, or null if items have none
   */
  record Items(
      int count,
      @Nullable MemorySegment pairStarts,
      MemorySegment flags,
      byte commonFlags,
      @Nullable MemorySegment groups,
      @Nullable TokenColumn ids) {}

  /** Columns of the pairs; null for texts that are not kept. */
  record Pairs(
      TokenColumn predictions,
      TokenColumn references,
      @Nullable TokenColumn predictionTexts,
      @Nullable TokenColumn referenceTexts) {}

  /** Numbers of the items; null where no item of the batch has any. */
  record Numbers(
      @Nullable LogprobColumn logprobs,
      @Nullable ChoiceColumn choices,
      @Nullable ExternalScoreColumn externalScores,
      @Nullable ExternalScoreColumn logits,
      @Nullable NumberColumn written) {}

  private final Items items;
  private final Pairs pairs;
  private final Numbers numbers;
  private final GroupKeys groupKeys;
  private final BatchLifetime lifetime;
  private int count;

  SequenceBatch(
      Items items, Pairs pairs, Numbers numbers, GroupKeys groupKeys, BatchLifetime lifetime) {
    this.items = items;
    this.pairs = pairs;
    this.numbers = numbers;
    this.groupKeys = groupKeys;
    this.lifetime = lifetime;
    count = items.count();
  }

  /**
   * Makes this the batch of the next items in the same memory, each with one pair, and all with the
   * same flags.
   */
  void resize(int count) {
    this.count = count;
    pairs.predictions().resize(count);
    pairs.references().resize(count);
  }

  /**
   * A batch that owns its memory, from token ids, with one reference per item.
   *
   * @param predictions ids of the predictions, any int
   * @param references ids of the references, as many as predictions
   * @throws IllegalArgumentException if the counts differ
   */
  public static SequenceBatch of(int[][] predictions, int[][] references) {
    if (predictions.length != references.length) {
      throw new IllegalArgumentException(
          predictions.length + " predictions, " + references.length + " references");
    }
    BatchAppender appender = new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()));
    try {
      for (int item = 0; item < predictions.length; item++) {
        appender.prediction(predictions[item]).reference(references[item]).endItem();
      }
      return appender.finish(appender::close);
    } catch (RuntimeException e) {
      appender.close();
      throw e;
    }
  }

  /** Number of items. */
  public int items() {
    lifetime.check();
    return count;
  }

  /** Number of pairs: the sum over items of their references, at least one each. */
  public int pairs() {
    return openPairs().predictions().count();
  }

  /** Whether every item has one pair, so that pair and item are the same number. */
  public boolean pairsAreItems() {
    return open().pairStarts() == null;
  }

  /** First pair of an item; {@code pairStart(items())} is {@link #pairs()}. */
  public int pairStart(int item) {
    MemorySegment starts = open().pairStarts();
    return starts == null ? item : starts.getAtIndex(JAVA_INT, item);
  }

  /** Prediction tokens of every pair. */
  public TokenColumn predictions() {
    return openPairs().predictions();
  }

  /** Reference tokens of every pair. */
  public TokenColumn references() {
    return openPairs().references();
  }

  /**
   * Prediction texts of every pair as UTF-8 bytes after normalisation, or null if none are kept.
   */
  public @Nullable TokenColumn predictionTexts() {
    return openPairs().predictionTexts();
  }

  /** Reference texts of every pair as UTF-8 bytes after normalisation, or null if none are kept. */
  public @Nullable TokenColumn referenceTexts() {
    return openPairs().referenceTexts();
  }

  /** Log-probs of every item's scored tokens, or null if the dump has none. */
  public @Nullable LogprobColumn logprobs() {
    return openNumbers().logprobs();
  }

  /** Choices of every item, or null if the dump has none. */
  public @Nullable ChoiceColumn choices() {
    return openNumbers().choices();
  }

  /** Scores of the items by another tool, or null if the dump has none. */
  public @Nullable ExternalScoreColumn externalScores() {
    return openNumbers().externalScores();
  }

  /**
   * Sums over the tokens with a log-prob, by number of {@link LogitsFigure}, or null if the dump
   * has no logits.
   */
  public @Nullable ExternalScoreColumn logits() {
    return openNumbers().logits();
  }

  /** Last numbers of the texts before normalisers, or null: then the texts are as they were. */
  public @Nullable NumberColumn writtenNumbers() {
    return openNumbers().written();
  }

  /** Ids of the items as UTF-8 text, or null if they are numbered only. */
  public @Nullable TokenColumn ids() {
    return open().ids();
  }

  /** Whether an item has a prediction; without one it counts as wrong. */
  public boolean hasPrediction(int item) {
    return (flags(item) & HAS_PREDICTION) != 0;
  }

  /** Whether an item has a reference; without one, metrics that need one skip it. */
  public boolean hasReference(int item) {
    return (flags(item) & HAS_REFERENCE) != 0;
  }

  /** Whether an item has log-probs; the list may be empty. */
  public boolean hasLogprobs(int item) {
    return (flags(item) & HAS_LOGPROBS) != 0;
  }

  /** Presence flags of an item, as the native dump stores them. */
  public byte flags(int item) {
    return open().flags().get(JAVA_BYTE, item);
  }

  /** Whether every item has a prediction and a reference. */
  public boolean complete() {
    int both = HAS_PREDICTION | HAS_REFERENCE;
    return (open().commonFlags() & both) == both;
  }

  /** Number of items {@code from} to {@code to − 1} that have no prediction. */
  public int missingPredictions(int from, int to) {
    Items items = open();
    if ((items.commonFlags() & HAS_PREDICTION) != 0) {
      return 0;
    }
    MemorySegment flags = items.flags();
    int missing = to - from;
    for (int item = from; item < to; item++) {
      missing -= flags.get(JAVA_BYTE, item) & HAS_PREDICTION;
    }
    return missing;
  }

  /** First item after {@code item} with another group, or the number of items. */
  public int groupEnd(int item) {
    Items items = open();
    MemorySegment groups = items.groups();
    if (groups == null) {
      return count;
    }
    int code = groups.getAtIndex(JAVA_INT, item);
    int end = item + 1;
    while (end < count && groups.getAtIndex(JAVA_INT, end) == code) {
      end++;
    }
    return end;
  }

  /** Code of an item's group key in {@link #groupKeys()}; 0 without group names. */
  public int group(int item) {
    MemorySegment groups = open().groups();
    return groups == null ? 0 : groups.getAtIndex(JAVA_INT, item);
  }

  /** The dictionary that {@link #group(int)} refers to. */
  public GroupKeys groupKeys() {
    return groupKeys;
  }

  /** Ends the batch; frees the memory if the batch owns it. */
  @Override
  public void close() {
    lifetime.end();
  }

  private Items open() {
    lifetime.check();
    return items;
  }

  private Pairs openPairs() {
    lifetime.check();
    return pairs;
  }

  private Numbers openNumbers() {
    lifetime.check();
    return numbers;
  }
}
