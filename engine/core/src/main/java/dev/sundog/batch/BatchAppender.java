// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SequenceBatch} item by item. Limits are checked before memory is allocated.
 *
 * <p>Per item, in any order: a prediction, one or more references, texts, log-probs, choices, an id
 * and a group; then {@link #endItem()}. Parts that are not appended are missing: an item without a
 * prediction counts as wrong, one without a reference as skipped. An appender is reused: {@link
 * #clear()} ends the batch that {@link #finish()} returned. Not thread-safe.
 */
public final class BatchAppender implements AutoCloseable {
  private final BatchLimits limits;
  private final GroupKeys groupKeys;
  private final BatchMemory memory = new BatchMemory();
  private final StagedItems staged = new StagedItems();
  private final SourcePosition position;
  private final BatchBudget budget;
  private final ItemRun run;
  private final Tallies tallies = new Tallies();
  private @Nullable SequenceBatch current;
  private boolean readsTokens = true;
  private boolean readsTexts = true;

  /** An empty appender with a position of its own; see the other constructor. */
  public BatchAppender(BatchLimits limits, GroupKeys groupKeys) {
    this(limits, groupKeys, new SourcePosition());
  }

  /** An empty appender whose errors refer to a shared position; groups are codes of the keys. */
  public BatchAppender(BatchLimits limits, GroupKeys groupKeys, SourcePosition position) {
    this.limits = limits;
    this.groupKeys = groupKeys;
    this.position = position;
    budget = new BatchBudget(limits, staged, position);
    run = new ItemRun(staged, limits, budget);
  }

  /** The limits that items are checked against. */
  public BatchLimits limits() {
    return limits;
  }

  /** Counts of all items so far, also of earlier batches. */
  public Tallies tallies() {
    return tallies;
  }

  /** The dictionary of group codes. */
  public GroupKeys groupKeys() {
    return groupKeys;
  }

  /**
   * Declares which parts of the items will be read; all of them by default. Sequences that are not
   * read are empty in the batch; presence flags stay the same.
   *
   * @param tokens whether token ids of predictions and references are read
   * @param texts whether their texts are read
   */
  public void reads(boolean tokens, boolean texts) {
    readsTokens = tokens;
    readsTexts = texts;
  }

  /** Whether token ids will be read; if not, a reader need not tokenize texts. */
  public boolean readsTokens() {
    return readsTokens;
  }

  /** Items so far. */
  public int items() {
    return staged.items();
  }

  /** The position in the input that the next errors refer to. */
  public SourcePosition position() {
    return position;
  }

  /** Takes the tokens of the item's prediction, until {@link #endPrediction()}. */
  public TokenBuffer predictionTokens() {
    return staged.predictions;
  }

  /** Ends the item's prediction. */
  public BatchAppender endPrediction() {
    endTokens(staged.predictions, "prediction");
    staged.has(SequenceBatch.HAS_PREDICTION);
    return this;
  }

  /** Takes the tokens of the item's next reference, until {@link #endReference()}. */
  public TokenBuffer referenceTokens() {
    return staged.references;
  }

  /** Takes the last numbers of the texts before normalisers, each before its text is ended. */
  public NumberColumn.Staged numbers() {
    return staged.numbers;
  }

  /** Ends one reference of the item. */
  public BatchAppender endReference() {
    endTokens(staged.references, "reference");
    staged.numbers.at(staged.items(), staged.references.sequences());
    if (staged.itemReferences() > limits.itemReferences()) {
      throw position.exceeded(
          Limit.ITEM_REFERENCES, "more than " + limits.itemReferences() + " references");
    }
    staged.has(SequenceBatch.HAS_REFERENCE);
    return this;
  }

  /** Appends a whole prediction. */
  public BatchAppender prediction(int[] tokens) {
    return prediction(tokens, 0, tokens.length);
  }

  /** Appends a whole prediction: {@code length} ids of an array. */
  public BatchAppender prediction(int[] tokens, int from, int length) {
    budget.checkLength(length, "prediction");
    staged.predictions.add(tokens, from, length);
    return endPrediction();
  }

  /** Appends a whole reference. */
  public BatchAppender reference(int[] tokens) {
    return reference(tokens, 0, tokens.length);
  }

  /** Appends a whole reference: {@code length} ids of an array. */
  public BatchAppender reference(int[] tokens, int from, int length) {
    budget.checkLength(length, "reference");
    staged.references.add(tokens, from, length);
    return endReference();
  }

  /** The prediction's text after normalisation, as UTF-8 bytes. */
  public BatchAppender predictionText(byte[] utf8, int from, int length) {
    return itemText(staged.predictionTexts, utf8, from, length, "prediction text");
  }

  /** A reference's text after normalisation, as UTF-8 bytes; in the order of the references. */
  public BatchAppender referenceText(byte[] utf8, int from, int length) {
    return itemText(staged.referenceTexts, utf8, from, length, "reference text");
  }

  /**
   * Appends one log-prob to the item's.
   *
   * @param nats at most 0; values up to 1e-6 become 0 (rounding), −∞ is probability 0, NaN unknown
   * @throws MalformedDumpException if it is greater
   */
  public void logprob(float nats) {
    if (!LogprobColumn.isLogprob(nats)) {
      throw position.malformed("log-prob " + nats + " is not the logarithm of a probability");
    }
    staged.logprobs.append(Math.min(nats, 0f));
  }

  /** Ends the item's log-probs; an empty list is present, not missing. */
  public BatchAppender endLogprobs() {
    budget.checkLength(staged.logprobs.openLength(), "list of log-probs");
    staged.logprobs.endSequence();
    staged.has(SequenceBatch.HAS_LOGPROBS);
    return this;
  }

  /**
   * Appends one answer choice of the item; see {@link ChoiceColumn}.
   *
   * @param nats log-likelihood given the question
   * @param unconditionalNats log-likelihood without the question, or NaN
   * @param weight score of the choice: 1 for the correct one, 0 for others
   * @param tokens length in tokens, or {@link ChoiceColumn#UNKNOWN}
   * @param characters length in code points, or {@link ChoiceColumn#UNKNOWN}
   * @param bytes length in bytes of UTF-8, or {@link ChoiceColumn#UNKNOWN}
   * @throws MalformedDumpException if a number is out of range
   * @throws LimitExceededException if the item has more choices than a sequence may have tokens
   */
  public BatchAppender choice(
      double nats, double unconditionalNats, double weight, int tokens, int characters, int bytes) {
    budget.checkLength(staged.choices.open() + 1, "list of choices");
    staged.choices.add(position, nats, unconditionalNats, weight, tokens, characters, bytes);
    staged.has(SequenceBatch.HAS_CHOICES);
    return this;
  }

  /** The item's score by another tool, by the number of its metric; NaN for none. */
  public void externalScore(int metric, double score) {
    staged.externalScores.set(metric, score);
  }

  /** A figure of the item's rows of logits, summed over its tokens. */
  public void logits(LogitsFigure figure, double sum) {
    staged.logits.set(figure.number(), sum);
  }

  /** The item's id, as UTF-8 bytes. */
  public BatchAppender id(byte[] utf8, int from, int length) {
    budget.checkLength(length, "id");
    staged.text(staged.ids, utf8, from, length);
    return this;
  }

  /**
   * The item's group, a code of {@link #groupKeys()}; 0 by default.
   *
   * @throws IndexOutOfBoundsException if there is no such code
   */
  public BatchAppender group(int code) {
    staged.group(Objects.checkIndex(code, groupKeys.count()));
    return this;
  }

  /**
   * Ends the item. Parts that were not appended are missing: empty, without their presence flag.
   *
   * @throws IllegalStateException if two predictions, log-prob lists or ids were appended, or more
   *     reference texts than references
   * @throws LimitExceededException if the batch holds more bytes than allowed
   */
  public void endItem() {
    boolean plain = staged.isPlain();
    staged.endItem();
    budget.endItem(plain);
  }

  /**
   * Begins a run of items, between two items.
   *
   * @param items number of items, at most
   * @param bytes bytes of their tokens, at 4 each, and of their ids, at most
   * @param ids whether every item has an id
   * @return the run, the same object every time; null if token ids are not read, or if the batch
   *     may not have room for the items
   */
  public @Nullable ItemRun run(int items, long bytes, boolean ids) {
    return readsTokens && run.begin(items, bytes, ids) ? run : null;
  }

  /** Discards the item that is being written. */
  public void abandonItem() {
    staged.abandonItem();
  }

  /** The batch of all items so far; valid until {@link #clear()} or {@link #close()}. */
  public SequenceBatch finish() {
    return finish(() -> {});
  }

  /** The batch of all items so far, with an action that runs when it ends. */
  SequenceBatch finish(Runnable release) {
    endBatch();
    SequenceBatch batch = staged.batch(memory, groupKeys, new BatchLifetime(release));
    current = batch;
    return batch;
  }

  private void endBatch() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  /** Ends the current batch and removes all items; the memory stays for the next batch. */
  public void clear() {
    endBatch();
    staged.clear();
    budget.clear();
  }

  /** Ends the current batch and frees the memory. */
  @Override
  public void close() {
    clear();
    memory.close();
  }

  private BatchAppender itemText(
      Staging.OfByte column, byte[] utf8, int from, int length, String what) {
    budget.checkLength(length, what);
    if (readsTexts) {
      staged.text(column, utf8, from, length);
    }
    return this;
  }

  private void endTokens(TokenBuffer column, String what) {
    budget.checkLength(column.openLength(), what);
    if (!readsTokens) {
      column.truncate(column.sequences());
    }
    column.endSequence();
  }
}
