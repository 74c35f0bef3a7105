package dev.sundog.batch;

import java.util.Objects;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects items and makes them a {@link SequenceBatch}. Limits are checked before memory is taken.
 *
 * <p>Per item, in any order: a prediction, one or more references, texts, log-probs, choices, an id
 * and a group; then {@link #endItem()}. What is not given is missing: an item without a prediction
 * is wrong, one without a reference can't be scored against one, and both are counted. A appender
 * is reused: {@link #clear()} ends the batch that {@link #finish()} returned. Not thread-safe.
 */
public final class BatchAppender implements AutoCloseable {
  private static final float ROUNDING_NATS = 1e-6f;

  private final BatchLimits limits;
  private final GroupKeys groupKeys;
  private final BatchMemory memory = new BatchMemory();
  private final StagedItems staged = new StagedItems();
  private final SourcePosition position;
  private @Nullable SequenceBatch current;
  private boolean readsTokens = true;
  private boolean readsTexts = true;

  /**
   * An empty appender.
   *
   * @param limits sizes beyond which items are refused
   * @param groupKeys dictionary of the codes given to {@link #group(int)}
   */
  public BatchAppender(BatchLimits limits, GroupKeys groupKeys) {
    this(limits, groupKeys, new SourcePosition());
  }

  /**
   * An empty appender whose errors refer to a shared position.
   *
   * @param limits sizes beyond which items are rejected
   * @param groupKeys dictionary of the codes given to {@link #group(int)}
   * @param position position of the next item
   */
  public BatchAppender(BatchLimits limits, GroupKeys groupKeys, SourcePosition position) {
    this.limits = limits;
    this.groupKeys = groupKeys;
    this.position = position;
  }

  /** The limits that items are checked against. */
  public BatchLimits limits() {
    return limits;
  }

  /** The dictionary of group codes. */
  public GroupKeys groupKeys() {
    return groupKeys;
  }

  /**
   * Tells what of the items is read at all, everything unless told. What is not is left out of the
   * batch: its sequences are empty, which parts an item has stays the same.
   *
   * @param tokens whether token ids of predictions and references are
   * @param texts whether their texts are
   */
  public void reads(boolean tokens, boolean texts) {
    readsTokens = tokens;
    readsTexts = texts;
  }

  /** Whether token ids are read; who has to make them first can save that otherwise. */
  public boolean readsTokens() {
    return readsTokens;
  }

  /** Items ended so far. */
  public int items() {
    return staged.items();
  }

  /** The position in the input that the next errors refer to. */
  public SourcePosition position() {
    return position;
  }

  /** Appends one token to the prediction that is being written. */
  public void predictionToken(int id) {
    staged.predictions.append(id);
  }

  /** Ends the item's prediction. */
  public BatchAppender endPrediction() {
    endTokens(staged.predictions, "prediction");
    staged.has(SequenceBatch.HAS_PREDICTION);
    return this;
  }

  /** Appends one token to the reference that is being written. */
  public void referenceToken(int id) {
    staged.references.append(id);
  }

  /** Ends one reference of the item. */
  public BatchAppender endReference() {
    endTokens(staged.references, "reference");
    if (staged.itemReferences() > limits.itemReferences()) {
      throw position.exceeded(
          Limit.ITEM_REFERENCES, "more than " + limits.itemReferences() + " references");
    }
    staged.has(SequenceBatch.HAS_REFERENCE);
    return this;
  }

  /** A whole prediction. */
  public BatchAppender prediction(int[] tokens) {
    return prediction(tokens, 0, tokens.length);
  }

  /** A whole prediction: {@code length} ids of an array. */
  public BatchAppender prediction(int[] tokens, int from, int length) {
    checkLength(length, "prediction");
    staged.predictions.append(tokens, from, length);
    return endPrediction();
  }

  /**
   * A whole prediction: {@code length} ids of 32 bits, native order, from a byte index of a buffer.
   */
  public BatchAppender prediction(DirectBuffer buffer, int index, int length) {
    checkLength(length, "prediction");
    staged.predictions.append(buffer, index, length);
    return endPrediction();
  }

  /** A whole reference. */
  public BatchAppender reference(int[] tokens) {
    return reference(tokens, 0, tokens.length);
  }

  /** A whole reference: {@code length} ids of an array. */
  public BatchAppender reference(int[] tokens, int from, int length) {
    checkLength(length, "reference");
    staged.references.append(tokens, from, length);
    return endReference();
  }

  /**
   * A whole reference: {@code length} ids of 32 bits, native order, from a byte index of a buffer.
   */
  public BatchAppender reference(DirectBuffer buffer, int index, int length) {
    checkLength(length, "reference");
    staged.references.append(buffer, index, length);
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

  /** Whether a figure in nats can be a log-prob: at most 0 but for 1e-6 of rounding, not NaN. */
  public static boolean isLogprob(double nats) {
    return nats <= ROUNDING_NATS;
  }

  /**
   * Appends one log-prob to the item's.
   *
   * @param nats at most 0 (values up to 1e-6 are rounding and become 0), −∞ is probability 0
   * @throws MalformedDumpException if it is NaN or greater
   */
  public void logprob(float nats) {
    if (!isLogprob(nats)) {
      throw position.malformed("log-prob " + nats + " is not a logarithm of a probability");
    }
    staged.logprobs.append(Math.min(nats, 0f));
  }

  /** Ends the item's log-probs; none at all is an empty list, not a missing one. */
  public BatchAppender endLogprobs() {
    end(staged.logprobs, "log-probs");
    staged.has(SequenceBatch.HAS_LOGPROBS);
    return this;
  }

  /**
   * Appends one answer that the item could choose; see {@link ChoiceColumn} for the figures.
   *
   * @throws MalformedDumpException if a figure is not what the column may hold
   * @throws LimitExceededException if the item has more choices than a sequence may have tokens
   */
  public BatchAppender choice(
      double nats, double unconditionalNats, double weight, int tokens, int characters, int bytes) {
    if (!isLogprob(nats) || unconditionalNats > ROUNDING_NATS) {
      throw position.malformed("log-likelihood " + nats + " is not a logarithm of a probability");
    }
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw position.malformed("choice's weight " + weight + " is not a number of at least 0");
    }
    checkLength(staged.choices.open() + 1, "choices");
    staged.choices.add(Math.min(nats, 0), unconditionalNats, weight, tokens, characters, bytes);
    staged.has(SequenceBatch.HAS_CHOICES);
    return this;
  }

  /** A score that another tool gave the item, by the number of its metric; NaN for none. */
  public void given(int metric, double score) {
    staged.given.set(metric, score);
  }

  /** A figure of the item's rows of logits, summed over its tokens, which have log-probs too. */
  public void logits(LogitsFigure figure, double sum) {
    staged.logits.set(figure.number(), sum);
  }

  /** The item's id, as UTF-8 bytes. */
  public BatchAppender id(byte[] utf8, int from, int length) {
    text(staged.ids, utf8, from, length, "id");
    return this;
  }

  /**
   * The item's group, a code of {@link #groupKeys()}; 0 unless told.
   *
   * @throws IndexOutOfBoundsException if there is no such code
   */
  public BatchAppender group(int code) {
    staged.group(Objects.checkIndex(code, groupKeys.count()));
    return this;
  }

  /**
   * Ends the item. Parts that some items of the batch have and this one was not given are missing
   * here: empty, and flagged.
   *
   * @throws IllegalStateException if two predictions, log-prob lists, ids, or another number of
   *     reference texts than of references were given
   * @throws LimitExceededException if the batch holds more bytes than allowed
   */
  public void endItem() {
    staged.endItem();
    checkBytes(0);
  }

  /** Forgets what was given of the item that is not ended. */
  public void abandonItem() {
    staged.abandonItem();
  }

  /** Ends the choices of the next item, where {@link #adopt} takes all other columns whole. */
  public void endChoices() {
    staged.choices.endItem();
  }

  /** Memory into which a reader of columns copies whole columns, then calls {@link #adopt}. */
  public BatchMemory memory() {
    clear();
    return memory;
  }

  /**
   * The batch of the columns that were copied into {@link #memory()}, after checking every offset
   * and log-prob.
   *
   * @throws MalformedDumpException at {@link #position()}, if the columns are not sound
   * @throws LimitExceededException there, if a sequence or an item is larger than allowed
   */
  public SequenceBatch adopt(BatchShape shape) {
    var columns =
        new ColumnCheck(
                shape,
                memory,
                staged.choices.items() > 0 ? staged.choices.column() : null,
                limits,
                groupKeys,
                position)
            .columns();
    return use(new SequenceBatch(columns, groupKeys, () -> {}));
  }

  /** The batch of all items ended so far; valid until {@link #clear()} or {@link #close()}. */
  public SequenceBatch finish() {
    return use(new SequenceBatch(columns(), groupKeys, () -> {}));
  }

  private SequenceBatch use(SequenceBatch batch) {
    current = batch;
    return batch;
  }

  /** The batch of all items ended so far, which frees this appender's memory when it is closed. */
  SequenceBatch finishOwned() {
    return new SequenceBatch(columns(), groupKeys, this::close);
  }

  /** Ends the current batch and forgets all items; the memory stays for the next batch. */
  public void clear() {
    if (current != null) {
      current.close();
      current = null;
    }
    staged.clear();
  }

  /** Ends the current batch and frees the memory. */
  @Override
  public void close() {
    clear();
    memory.close();
  }

  private SequenceBatch.Columns columns() {
    return staged.columns(memory, !groupKeys.names().isEmpty());
  }

  private BatchAppender itemText(
      Staging.OfByte column, byte[] utf8, int from, int length, String what) {
    if (readsTexts) {
      text(column, utf8, from, length, what);
    } else {
      checkLength(length, what);
    }
    return this;
  }

  private void text(Staging.OfByte column, byte[] utf8, int from, int length, String what) {
    checkLength(length, what);
    staged.text(column, utf8, from, length);
  }

  private void endTokens(Staging.OfInt column, String what) {
    checkLength(column.openLength(), what);
    if (!readsTokens) {
      column.truncate(column.sequences());
    }
    column.endSequence();
  }

  private void end(Staging column, String what) {
    checkLength(column.openLength(), what);
    column.endSequence();
  }

  private void checkLength(int length, String what) {
    if (length > limits.sequenceTokens()) {
      throw position.exceeded(
          Limit.SEQUENCE_TOKENS, what + " of " + length + ", more than " + limits.sequenceTokens());
    }
    checkBytes(4L * length);
  }

  private void checkBytes(long extra) {
    long bytes = staged.byteSize();
    if (bytes + extra > limits.batchBytes()) {
      throw position.exceeded(
          Limit.BATCH_BYTES,
          "batch of " + (bytes + extra) + " bytes, more than " + limits.batchBytes());
    }
  }
}
