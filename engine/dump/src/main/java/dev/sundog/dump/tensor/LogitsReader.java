package dev.sundog.dump.tensor;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogitsFigure;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.record.GroupReader;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import dev.sundog.kernel.LogitsStats;
import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;

/**
 * Makes items of rows of logits, a block of rows at a time, in memory of its own. An item's
 * log-probs are those of its targets, its reference the targets, its prediction the ids of the
 * greatest logits; a row whose target is negative is not read. Not thread-safe.
 */
final class LogitsReader implements AutoCloseable {
  /** A block is still in the second-level cache when kernels come to it. */
  private static final int BLOCK_BYTES = 1 << 20;

  private static final int BLOCK_ROWS = 1024;

  private final LogitsTensors tensors;
  private final Kernels kernels;
  private final GroupReader groups;
  private final int blockRows;
  private final LogitsColumn column;
  private final LogitsStats stats;
  private final KernelScratch workspace = new KernelScratch();
  private final long[] targets;
  private double rank;
  private double entropy;
  private int greedy;
  private int tokens;

  /** A reader with memory for a block, whose items have so many parts of a group key. */
  public LogitsReader(LogitsTensors tensors, Kernels kernels, int keyParts) {
    this.tensors = tensors;
    this.kernels = kernels;
    groups = new GroupReader(keyParts);
    blockRows = Math.clamp(BLOCK_BYTES / tensors.rowBytes(), 1, BLOCK_ROWS);
    column = new LogitsColumn(tensors.format(), tensors.vocabulary(), blockRows);
    stats = new LogitsStats(blockRows);
    targets = new long[blockRows];
  }

  /** Whether this reader reads these tensors. */
  boolean reads(LogitsTensors others) {
    return tensors == others;
  }

  /**
   * The batch of some items.
   *
   * @throws MalformedDumpException if a target is outside the vocabulary, a row of logits has no
   *     distribution (NaN, +∞, or nothing but −∞), or a file was changed
   * @throws LimitExceededException if an item has more tokens than a sequence may have
   */
  public SequenceBatch read(ItemRows.Part part, BatchAppender appender) {
    long row = part.first();
    long last = row + LongStream.of(part.rows()).sum();
    int at = 0;
    int taken = 0;
    int inBlock = 0;
    for (long length : part.rows()) {
      begin(row, appender);
      for (long end = row + length; row < end; row++) {
        if (at == inBlock) {
          inBlock = (int) Math.min(blockRows, last - row);
          fill(row, inBlock);
          at = 0;
          taken = 0;
        }
        if (targets[at++] >= 0) {
          add(row, taken++, appender);
        }
      }
      end(appender);
    }
    tensors.checkUnchanged();
    return appender.finish();
  }

  /** Reads the rows of a block that count, as many together as lie together. */
  private void fill(long first, int count) {
    tensors.targets.integers(first, targets, count);
    column.clear();
    for (int from = 0; from < count; ) {
      int to = from;
      while (to < count && targets[to] >= 0) {
        to++;
      }
      if (to > from) {
        long offset = tensors.logits.position((first + from) * tensors.vocabulary());
        tensors.logits.file().read(offset, column.room(to - from).asByteBuffer());
      }
      for (int row = from; row < to; row++) {
        column.endRow(target(first + row, targets[row]));
      }
      from = to + 1;
    }
    kernels.logitsStats(column, workspace, stats);
  }

  private int target(long row, long target) {
    if (target >= tensors.vocabulary()) {
      throw tensors.targets.malformed(
          row, "target " + target + " is outside the vocabulary of " + tensors.vocabulary());
    }
    return (int) target;
  }

  private void begin(long row, BatchAppender appender) {
    long offset = tensors.logits.position(row * tensors.vocabulary());
    appender.position().set(tensors.logits.file().name(), row + 1, offset);
    rank = 0;
    entropy = 0;
    greedy = 0;
    tokens = 0;
  }

  /** Adds a row's token to the item; log-probs are at most 0, whatever rounding made of them. */
  private void add(long row, int taken, BatchAppender appender) {
    if (Double.isNaN(stats.logSumExp(taken))) {
      throw noDistribution(row, taken);
    }
    if (tokens++ == appender.limits().sequenceTokens()) {
      throw new LimitExceededException(
          tensors.logits.file().name(),
          row + 1,
          tensors.logits.position(row * tensors.vocabulary()),
          Limit.SEQUENCE_TOKENS,
          "an item of more than " + appender.limits().sequenceTokens() + " rows");
    }
    int target = column.target(taken);
    rank += stats.targetRank(taken);
    entropy += stats.entropy(taken);
    greedy += stats.argMax(taken) == target ? 1 : 0;
    appender.logprob((float) Math.min(stats.targetLogprob(taken), 0));
    appender.referenceTokens().add(target);
    appender.predictionTokens().add(stats.argMax(taken));
  }

  private void end(BatchAppender appender) {
    appender.endPrediction().endReference().endLogprobs();
    appender.logits(LogitsFigure.TARGET_RANK, rank);
    appender.logits(LogitsFigure.ENTROPY, entropy);
    appender.logits(LogitsFigure.GREEDY_MATCH, greedy);
    groups.all(tokens);
    groups.group(appender);
    appender.endItem();
  }

  /** Names the first logit that can't be, or the row if its greatest one can't. */
  private MalformedDumpException noDistribution(long row, int taken) {
    long first = row * tensors.vocabulary();
    float greatest = Float.NEGATIVE_INFINITY;
    for (int id = 0; id < tensors.vocabulary(); id++) {
      float logit = logit(taken, id);
      greatest = Math.max(greatest, logit);
      if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
        return malformed(row, first + id, "logit " + logit + " of id " + id);
      }
    }
    return malformed(row, first, "the greatest logit of the row is " + greatest);
  }

  private MalformedDumpException malformed(long row, long element, String reason) {
    return new MalformedDumpException(
        tensors.logits.file().name(), row + 1, tensors.logits.position(element), reason);
  }

  private float logit(int taken, int id) {
    MemorySegment values = column.values();
    long offset = column.offset(taken) + (long) column.format().bytes() * id;
    return switch (column.format()) {
      case FLOAT32 -> values.get(JAVA_FLOAT, offset);
      case FLOAT16 -> Float.float16ToFloat(values.get(JAVA_SHORT, offset));
      case BFLOAT16 -> Float.intBitsToFloat(values.get(JAVA_SHORT, offset) << 16);
    };
  }

  @Override
  public void close() {
    column.close();
    workspace.close();
  }
}
