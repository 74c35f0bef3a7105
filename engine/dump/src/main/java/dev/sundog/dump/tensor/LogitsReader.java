// SPDX-License-Identifier: Apache-2.0
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
 * Turns rows of logits into items, one block of rows at a time. An item's log-probs are those of
 * its targets, its reference is the targets, and its prediction the ids of the largest logits. Rows
 * with a negative target are skipped. Not thread-safe.
 */
final class LogitsReader implements AutoCloseable {
  /** Small enough for the second-level cache, where the kernels find the block. */
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

  /** A reader of items whose group keys have {@code keyParts} parts. */
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
   * Reads items into a batch.
   *
   * @throws MalformedDumpException if a target is outside the vocabulary, if a row of logits has no
   *     distribution (NaN, +∞, or only −∞), or if a file was changed
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

  /** Reads the rows of a block that have a target; adjacent rows in one read. */
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

  /** Adds a row's token to the item. Rounding can make a log-prob positive; it becomes 0. */
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

  /** An error at the first logit that is NaN or +∞, or at the row if its largest is not valid. */
  private MalformedDumpException noDistribution(long row, int taken) {
    long first = row * tensors.vocabulary();
    float largest = Float.NEGATIVE_INFINITY;
    for (int id = 0; id < tensors.vocabulary(); id++) {
      float logit = logit(taken, id);
      largest = Math.max(largest, logit);
      if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
        return malformed(row, first + id, "logit " + logit + " of id " + id);
      }
    }
    return malformed(row, first, "the largest logit of the row is " + largest);
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
