package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects items and makes them a {@link SequenceBatch}. Limits are checked before memory is taken.
 *
 * <p>Per item, in any order: a prediction or {@link #missingPrediction()}, one or more references
 * or {@link #missingReference()}, and optionally texts, log-probs, an id and a group; then {@link
 * #endItem()}. What is not given is missing. A builder is reused: {@link #clear()} ends the batch
 * that {@link #finish()} returned. Not thread-safe.
 */
public final class BatchBuilder implements AutoCloseable {
  private static final float ROUNDING_NATS = 1e-6f;

  private final BatchLimits limits;
  private final GroupKeys groupKeys;
  private final BatchMemory memory = new BatchMemory();
  private final Staging.OfInt predictions = new Staging.OfInt();
  private final Staging.OfInt references = new Staging.OfInt();
  private final Staging.OfByte predictionTexts = new Staging.OfByte();
  private final Staging.OfByte referenceTexts = new Staging.OfByte();
  private final Staging.OfFloat logprobs = new Staging.OfFloat();
  private final ChoiceColumn.Staged choices = new ChoiceColumn.Staged();
  private final GivenColumn.Staged given = new GivenColumn.Staged();
  private final GivenColumn.Staged logits = new GivenColumn.Staged();
  private final Staging.OfByte ids = new Staging.OfByte();
  private final TokenNarrowing narrowing = new TokenNarrowing();
  private byte[] flags = new byte[1024];
  private int[] groups = new int[1024];
  private int[] pairStarts = new int[1025];
  private int items;
  private long repeatedBytes;
  private byte itemFlags;
  private byte commonFlags = -1;
  private byte seenFlags;
  private int itemGroup;
  private Place place = new Place("batch", 0, -1);
  private @Nullable SequenceBatch current;

  /**
   * An empty builder.
   *
   * @param limits sizes beyond which items are refused
   * @param groupKeys dictionary of the codes given to {@link #group(int)}
   */
  public BatchBuilder(BatchLimits limits, GroupKeys groupKeys) {
    this.limits = limits;
    this.groupKeys = groupKeys;
  }

  /** The limits that items are checked against. */
  public BatchLimits limits() {
    return limits;
  }

  /** The dictionary of group codes. */
  public GroupKeys groupKeys() {
    return groupKeys;
  }

  /** Items ended so far. */
  public int items() {
    return items;
  }

  /**
   * Names the place in the input that the next errors are about.
   *
   * @param source file or other name of the input
   * @param record record number from 1
   * @param offset offset of the record in bytes, or −1
   */
  public BatchBuilder at(String source, long record, long offset) {
    place = new Place(source, record, offset);
    return this;
  }

  /** Appends one token to the prediction that is being written. */
  public void predictionToken(int id) {
    predictions.room(1);
    predictions.values[predictions.size++] = id;
  }

  /** Ends the item's prediction. */
  public BatchBuilder endPrediction() {
    end(predictions, "prediction");
    itemFlags |= SequenceBatch.HAS_PREDICTION;
    return this;
  }

  /** Appends one token to the reference that is being written. */
  public void referenceToken(int id) {
    references.room(1);
    references.values[references.size++] = id;
  }

  /** Ends one reference of the item. */
  public BatchBuilder endReference() {
    end(references, "reference");
    if (references.sequences() - pairStarts[items] > limits.itemReferences()) {
      throw place.exceeded(
          "--limit-references", "more than " + limits.itemReferences() + " references");
    }
    itemFlags |= SequenceBatch.HAS_REFERENCE;
    return this;
  }

  /** A whole prediction. */
  public BatchBuilder prediction(int[] tokens) {
    return prediction(tokens, 0, tokens.length);
  }

  /** A whole prediction: {@code length} ids of an array. */
  public BatchBuilder prediction(int[] tokens, int from, int length) {
    append(predictions, tokens, from, length, "prediction");
    return endPrediction();
  }

  /**
   * A whole prediction: {@code length} ids of 32 bits, native order, from a byte index of a buffer.
   */
  public BatchBuilder prediction(DirectBuffer buffer, int index, int length) {
    append(predictions, buffer, index, length, "prediction");
    return endPrediction();
  }

  /** A whole reference. */
  public BatchBuilder reference(int[] tokens) {
    return reference(tokens, 0, tokens.length);
  }

  /** A whole reference: {@code length} ids of an array. */
  public BatchBuilder reference(int[] tokens, int from, int length) {
    append(references, tokens, from, length, "reference");
    return endReference();
  }

  /**
   * A whole reference: {@code length} ids of 32 bits, native order, from a byte index of a buffer.
   */
  public BatchBuilder reference(DirectBuffer buffer, int index, int length) {
    append(references, buffer, index, length, "reference");
    return endReference();
  }

  /** The item has no prediction: it counts, and is wrong. */
  public BatchBuilder missingPrediction() {
    predictions.truncate(items);
    itemFlags &= (byte) ~SequenceBatch.HAS_PREDICTION;
    return this;
  }

  /** The item has no reference: it can't be scored against one, and is counted as such. */
  public BatchBuilder missingReference() {
    references.truncate(pairStarts[items]);
    itemFlags &= (byte) ~SequenceBatch.HAS_REFERENCE;
    return this;
  }

  /** The prediction's text after normalisation, as UTF-8 bytes. */
  public BatchBuilder predictionText(byte[] utf8, int from, int length) {
    text(predictionTexts, utf8, from, length, "prediction text");
    return this;
  }

  /** A reference's text after normalisation, as UTF-8 bytes; in the order of the references. */
  public BatchBuilder referenceText(byte[] utf8, int from, int length) {
    text(referenceTexts, utf8, from, length, "reference text");
    return this;
  }

  /**
   * Appends one log-prob to the item's.
   *
   * @param nats at most 0 (values up to 1e-6 are rounding and become 0), −∞ is probability 0
   * @throws MalformedDumpException if it is NaN or greater
   */
  public void logprob(float nats) {
    if (!(nats <= ROUNDING_NATS)) {
      throw place.malformed("log-prob " + nats + " is not a logarithm of a probability");
    }
    logprobs.room(1);
    logprobs.values[logprobs.size++] = Math.min(nats, 0f);
  }

  /** Ends the item's log-probs; none at all is an empty list, not a missing one. */
  public BatchBuilder endLogprobs() {
    end(logprobs, "log-probs");
    itemFlags |= SequenceBatch.HAS_LOGPROBS;
    return this;
  }

  /**
   * Appends one answer that the item could choose; see {@link ChoiceColumn} for the figures.
   *
   * @throws MalformedDumpException if a figure is not what the column may hold
   * @throws LimitExceededException if the item has more choices than a sequence may have tokens
   */
  public BatchBuilder choice(
      double nats, double unconditionalNats, double weight, int tokens, int characters, int bytes) {
    if (!(nats <= ROUNDING_NATS) || unconditionalNats > ROUNDING_NATS) {
      throw place.malformed("log-likelihood " + nats + " is not a logarithm of a probability");
    }
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw place.malformed("choice's weight " + weight + " is not a number of at least 0");
    }
    checkLength(choices.open() + 1, "choices");
    choices.add(Math.min(nats, 0), unconditionalNats, weight, tokens, characters, bytes);
    itemFlags |= SequenceBatch.HAS_CHOICES;
    return this;
  }

  /** A score that another tool gave the item, by the number of its metric; NaN for none. */
  public void given(int metric, double score) {
    given.set(metric, score);
  }

  /** A figure of the item's rows of logits, summed over its tokens, which have log-probs too. */
  public void logits(LogitsFigure figure, double sum) {
    logits.set(figure.number(), sum);
  }

  /** The item's id, as UTF-8 bytes. */
  public BatchBuilder id(byte[] utf8, int from, int length) {
    text(ids, utf8, from, length, "id");
    return this;
  }

  /**
   * The item's group, a code of {@link #groupKeys()}; 0 unless told.
   *
   * @throws IndexOutOfBoundsException if there is no such code
   */
  public BatchBuilder group(int code) {
    itemGroup = Objects.checkIndex(code, groupKeys.count());
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
    growItems();
    fill(predictions, items + 1, "prediction");
    fill(logprobs, items + 1, "list of log-probs");
    choices.endItem();
    given.endItem();
    logits.endItem();
    if (references.sequences() == pairStarts[items]) {
      references.endSequence();
    }
    int pairs = references.sequences();
    fillText(predictionTexts, items + 1, "prediction text");
    fillText(referenceTexts, pairs, "reference text");
    fillText(ids, items + 1, "id");
    long repeats = pairs - 1L - pairStarts[items];
    int text = predictionTexts.sequences() > items ? predictionTexts.length(items) : 0;
    repeatedBytes += repeats * (4L * predictions.length(items) + text);
    flags[items] = itemFlags;
    commonFlags &= itemFlags;
    seenFlags |= itemFlags;
    groups[items] = itemGroup;
    items++;
    pairStarts[items] = pairs;
    itemFlags = 0;
    itemGroup = 0;
    checkBytes(0);
  }

  /** Forgets what was given of the item that is not ended. */
  public void abandonItem() {
    predictions.truncate(items);
    references.truncate(pairStarts[items]);
    logprobs.truncate(items);
    choices.abandonItem();
    given.abandonItem();
    logits.abandonItem();
    predictionTexts.truncate(Math.min(predictionTexts.sequences(), items));
    referenceTexts.truncate(Math.min(referenceTexts.sequences(), pairStarts[items]));
    ids.truncate(Math.min(ids.sequences(), items));
    itemFlags = 0;
    itemGroup = 0;
  }

  /** Ends the choices of the next item, where {@link #adopt} takes all other columns whole. */
  public void endChoices() {
    choices.endItem();
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
   * @throws MalformedDumpException at the place told by {@link #at}, if the columns are not sound
   * @throws LimitExceededException there, if a sequence or an item is larger than allowed
   */
  public SequenceBatch adopt(BatchShape shape) {
    var columns =
        new ColumnCheck(
                shape,
                memory,
                choices.items() > 0 ? choices.column() : null,
                limits,
                groupKeys,
                place)
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

  /** The batch of all items ended so far, which frees this builder's memory when it is closed. */
  SequenceBatch finishOwned() {
    return new SequenceBatch(columns(), groupKeys, this::close);
  }

  /** Ends the current batch and forgets all items; the memory stays for the next batch. */
  public void clear() {
    if (current != null) {
      current.close();
      current = null;
    }
    for (Staging staging :
        new Staging[] {predictions, references, predictionTexts, referenceTexts, logprobs, ids}) {
      staging.clear();
    }
    items = 0;
    commonFlags = -1;
    seenFlags = 0;
    choices.clear();
    given.clear();
    logits.clear();
    repeatedBytes = 0;
    itemFlags = 0;
    itemGroup = 0;
  }

  /** Ends the current batch and frees the memory. */
  @Override
  public void close() {
    clear();
    memory.close();
  }

  private SequenceBatch.Columns columns() {
    int pairs = pairStarts[items];
    boolean expanded = pairs != items;
    narrowing.choose(predictions.values, predictions.size, references.values, references.size);
    TokenColumn predictionColumn =
        narrowing.write(predictions, expanded ? pairStarts : null, items, pairs, memory, true);
    TokenColumn referenceColumn = narrowing.write(references, null, pairs, pairs, memory, false);
    MemorySegment starts = null;
    if (expanded) {
      starts = memory.reserve(Slot.PAIR_STARTS, 4L * (items + 1));
      MemorySegment.copy(pairStarts, 0, starts, JAVA_INT, 0, items + 1);
    }
    MemorySegment flagColumn = memory.reserve(Slot.FLAGS, items);
    MemorySegment.copy(flags, 0, flagColumn, JAVA_BYTE, 0, items);
    MemorySegment groupColumn = null;
    if (!groupKeys.names().isEmpty()) {
      groupColumn = memory.reserve(Slot.GROUPS, 4L * items);
      MemorySegment.copy(groups, 0, groupColumn, JAVA_INT, 0, items);
    }
    return new SequenceBatch.Columns(
        items,
        predictionColumn,
        referenceColumn,
        starts,
        flagColumn,
        commonFlags,
        groupColumn,
        (expanded ? predictionTexts.repeated(pairStarts) : predictionTexts)
            .column(memory, Slot.PREDICTION_TEXT, Slot.PREDICTION_TEXT_OFFSETS),
        referenceTexts.column(memory, Slot.REFERENCE_TEXT, Slot.REFERENCE_TEXT_OFFSETS),
        (seenFlags & SequenceBatch.HAS_LOGPROBS) != 0
            ? LogprobColumn.of(items, logprobs, memory)
            : null,
        (seenFlags & SequenceBatch.HAS_CHOICES) != 0 ? choices.column() : null,
        given.column(),
        logits.column(),
        ids.column(memory, Slot.ID_VALUES, Slot.ID_OFFSETS));
  }

  private void append(Staging.OfInt column, int[] tokens, int from, int length, String what) {
    checkLength(length, what);
    column.room(length);
    System.arraycopy(tokens, from, column.values, column.size, length);
    column.size += length;
  }

  private void append(
      Staging.OfInt column, DirectBuffer buffer, int index, int length, String what) {
    checkLength(length, what);
    buffer.boundsCheck(index, Math.multiplyExact(length, Integer.BYTES));
    column.room(length);
    for (int token = 0; token < length; token++) {
      column.values[column.size++] = buffer.getInt(index + token * Integer.BYTES);
    }
  }

  private void text(Staging.OfByte column, byte[] utf8, int from, int length, String what) {
    checkLength(length, what);
    int target = column == referenceTexts ? pairStarts[items] : items;
    while (column.sequences() < target) {
      column.endSequence();
    }
    column.append(utf8, from, length);
    column.endSequence();
  }

  private void end(Staging column, String what) {
    checkLength(column.openLength(), what);
    column.endSequence();
  }

  private void checkLength(int length, String what) {
    if (length > limits.sequenceTokens()) {
      throw place.exceeded(
          "--limit-sequence-tokens",
          what + " of " + length + ", more than " + limits.sequenceTokens());
    }
    checkBytes(4L * length);
  }

  private void checkBytes(long extra) {
    long bytes =
        choices.byteSize()
            + given.byteSize()
            + logits.byteSize()
            + 4L * (predictions.size + (long) references.size + logprobs.size)
            + predictionTexts.size
            + referenceTexts.size
            + ids.size
            + repeatedBytes
            + 64L * items
            + 32L * references.sequences();
    if (bytes + extra > limits.batchBytes()) {
      throw place.exceeded(
          "--limit-batch-bytes",
          "batch of " + (bytes + extra) + " bytes, more than " + limits.batchBytes());
    }
  }

  private static void fill(Staging column, int sequences, String what) {
    if (column.sequences() > sequences) {
      throw new IllegalStateException("an item has more than one " + what);
    }
    if (column.sequences() < sequences) {
      column.endSequence();
    }
  }

  /** Text columns exist from the first item that has one; earlier items get empty texts. */
  private static void fillText(Staging column, int sequences, String what) {
    if (column.sequences() > sequences) {
      throw new IllegalStateException("an item has too many " + what + "s");
    }
    while (column.sequences() > 0 && column.sequences() < sequences) {
      column.endSequence();
    }
  }

  private void growItems() {
    if (items == flags.length) {
      flags = Arrays.copyOf(flags, 2 * items);
      groups = Arrays.copyOf(groups, 2 * items);
      pairStarts = Arrays.copyOf(pairStarts, 2 * items + 1);
    }
  }
}
