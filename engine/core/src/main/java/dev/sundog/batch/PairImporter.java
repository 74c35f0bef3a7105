// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies pairs from the caller's memory into batches of its own memory, checked and narrowed on the
 * way. A batch holds as many pairs as stay in the second-level cache until they are scored; a
 * larger pair is a batch of its own. Memory and batch are reused: in the steady state nothing is
 * allocated. Not thread-safe.
 */
public final class PairImporter implements AutoCloseable {
  /** Most pairs of a batch. */
  public static final int BATCH_PAIRS = 4096;

  /** Tokens of one side after which a batch is full. */
  private static final int BATCH_TOKENS = 1 << 17;

  private static final byte BOTH = SequenceBatch.HAS_PREDICTION | SequenceBatch.HAS_REFERENCE;

  private final SourcePosition position = new SourcePosition();
  private final TokenStage predictions;
  private final TokenStage references;
  private final TokenRows predictionRows = new TokenRows();
  private final TokenRows referenceRows = new TokenRows();
  private final GroupKeys noGroups = new GroupKeys(List.of());
  private final TokenNarrowing narrowing = new TokenNarrowing();
  private final BatchLifetime lifetime = new BatchLifetime(() -> {});
  private final Arena arena;
  private final MemorySegment flags;
  private final MemorySegment mixedFlags;
  private TokenSequences predictionSource = predictionRows;
  private TokenSequences referenceSource = referenceRows;
  private boolean wide;

  /** The last batch of 16-bit ids without missing sequences. */
  private @Nullable SequenceBatch complete;

  /** How often memory had moved when it was made. */
  private int completeMoves;

  /**
   * An importer without memory for values yet.
   *
   * @param limits sizes beyond which sequences are rejected
   */
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  public PairImporter(BatchLimits limits) {
    predictions = new TokenStage("predictions", position, limits.sequenceTokens());
    references = new TokenStage("references", position, limits.sequenceTokens());
    arena = Arena.ofShared();
    flags = arena.allocate(BATCH_PAIRS).fill(BOTH);
    mixedFlags = arena.allocate(BATCH_PAIRS);
  }

  /** Refers to pairs as rows, until {@link #release()}. */
  public void source(int[][] predictions, int[][] references) {
    predictionRows.set(predictions);
    referenceRows.set(references);
    source(predictionRows, referenceRows);
  }

  /** Refers to pairs, until {@link #release()}. */
  public void source(TokenSequences predictions, TokenSequences references) {
    predictionSource = predictions;
    referenceSource = references;
  }

  /** Refers to no pairs, so that none are kept alive. */
  public void release() {
    predictionRows.clear();
    referenceRows.clear();
    source(predictionRows, referenceRows);
  }

  /**
   * The batch of the next pairs, as many as fit and at least one.
   *
   * @param from first pair
   * @param to end of the pairs, after {@code from}
   * @return a batch that is valid until the next call, not to be closed
   * @throws MalformedDumpException if an offset or an id is invalid
   * @throws LimitExceededException if a sequence is too long
   */
  public SequenceBatch load(int from, int to) {
    int end = Math.min(to, from + BATCH_PAIRS);
    end = from + predictionSource.measure(from, end, BATCH_TOKENS, predictions);
    end = from + referenceSource.measure(from, end, BATCH_TOKENS, references);
    boolean narrow = !wide && copy(from, end, true);
    if (!narrow) {
      copy(from, end, false);
    }
    return batch(from, end, narrow);
  }

  private boolean copy(int from, int to, boolean narrow) {
    predictions.copy(predictionSource, from, to, narrow);
    references.copy(referenceSource, from, to, narrow);
    return predictions.fits() && references.fits();
  }

  private SequenceBatch batch(int from, int to, boolean copiedNarrow) {
    int count = to - from;
    boolean missing = predictions.anyMissing() || references.anyMissing();
    if (copiedNarrow && !missing) {
      return complete(count);
    }
    int width = Short.BYTES;
    int[] dictionary = null;
    if (!copiedNarrow) {
      narrow(count);
      width = narrowing.width();
      dictionary = narrowing.dictionary();
      wide = width == Integer.BYTES || dictionary != null;
    }
    MemorySegment flags = this.flags;
    byte common = BOTH;
    if (missing) {
      flags = mixedFlags;
      common = flags(from, to);
    }
    return batch(count, width, dictionary, flags, common);
  }

  /** The batch in the steady state, without a new object. */
  private SequenceBatch complete(int count) {
    SequenceBatch kept = complete;
    int moves = predictions.moves() + references.moves();
    if (kept == null || moves != completeMoves) {
      kept = batch(count, Short.BYTES, null, flags, BOTH);
      complete = kept;
      completeMoves = moves;
    }
    kept.resize(count);
    return kept;
  }

  private SequenceBatch batch(
      int count, int width, int @Nullable [] dictionary, MemorySegment flags, byte common) {
    return new SequenceBatch(
        new SequenceBatch.Items(count, null, flags, common, null, null),
        new SequenceBatch.Pairs(
            column(predictions, count, width, dictionary),
            column(references, count, width, dictionary),
            null,
            null),
        new SequenceBatch.Numbers(null, null, null, null, null),
        noGroups,
        lifetime);
  }

  private TokenColumn column(TokenStage stage, int count, int width, int @Nullable [] dictionary) {
    return new TokenColumn(count, width, stage.values(), stage.offsets(), dictionary, lifetime);
  }

  /** Makes ids of 32 bits narrow, if possible. */
  private void narrow(int count) {
    int predictionTokens = predictions.tokens(count);
    int referenceTokens = references.tokens(count);
    narrowing.choose(predictions.values(), predictionTokens, references.values(), referenceTokens);
    narrowing.narrowInPlace(predictions.values(), predictionTokens);
    narrowing.narrowInPlace(references.values(), referenceTokens);
  }

  /** Writes the flags of every item; returns those that all have. */
  private byte flags(int from, int to) {
    byte common = BOTH;
    for (int item = from; item < to; item++) {
      byte one = predictionSource.present(item) ? SequenceBatch.HAS_PREDICTION : 0;
      one |= referenceSource.present(item) ? SequenceBatch.HAS_REFERENCE : 0;
      mixedFlags.set(JAVA_BYTE, item - from, one);
      common &= one;
    }
    return common;
  }

  /** The position that the next errors refer to. */
  public SourcePosition position() {
    return position;
  }

  /** Bytes of off-heap memory. */
  public long bytes() {
    return predictions.bytes() + references.bytes();
  }

  /** Ends the batch and frees the memory. */
  @Override
  public void close() {
    lifetime.end();
    predictions.close();
    references.close();
    arena.close();
  }
}
