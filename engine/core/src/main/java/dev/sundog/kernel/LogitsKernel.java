package dev.sundog.kernel;

import static dev.sundog.kernel.LogitsBlock.LANES;
import static dev.sundog.kernel.LogitsBlock.LOGITS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogitsColumn.Format;
import java.lang.foreign.MemorySegment;

/**
 * Log-sum-exp, target log-prob and rank, entropy and arg-max of rows of logits, in one pass over
 * memory. What the twins do differs in the two methods over a block; all between is common.
 *
 * <p>A block's exponentials are taken against a bias, the greatest logit of the first block. Only
 * where a later block exceeds it by much is that block taken again with a greater bias, and what
 * was summed before scaled down. Sums are float32 by lane within a block, float64 across blocks.
 */
abstract sealed class LogitsKernel permits ScalarLogits, VectorLogits {
  /** By how much a logit may exceed the bias: what float32 then rounds away is below 1e-6. */
  private static final float EXCESS = 8;

  private static final double LN_2 = StrictMath.log(2);
  private static final double LOG2_E = 1 / LN_2;

  /**
   * Sums a block's exponentials into its lanes, which are set anew.
   *
   * @param memory float32 logits
   * @param offset in bytes of the first
   * @param groups of 16 logits
   * @param bias what is subtracted from every logit; finite
   * @param target what logits are counted above
   * @return how many logits are greater than the target
   */
  abstract int sum(
      MemorySegment memory, long offset, int groups, float bias, float target, LogitsBlock block);

  /** Writes the greatest logits of a block by lane; NaN counts for nothing. */
  abstract void maxima(MemorySegment memory, long offset, int groups, LogitsBlock block);

  /** Widens logits of 16 bits to float32, in groups of 16. */
  abstract void widen(
      Format format, MemorySegment memory, long offset, int groups, MemorySegment to);

  /** Takes all rows of a column. */
  final void logitsStats(LogitsColumn logits, LogitsBlock block, LogitsStats out) {
    for (int row = 0; row < logits.rows(); row++) {
      stats(logits, row, block, out);
    }
  }

  private void stats(LogitsColumn logits, int row, LogitsBlock block, LogitsStats out) {
    float target = logit(logits, row, logits.target(row));
    float bias = Float.NEGATIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    int greatestFrom = 0;
    double sum = 0;
    double weighted = 0;
    int rank = 0;
    for (int from = 0; from < logits.vocabulary(); from += LOGITS) {
      int count = Math.min(LOGITS, logits.vocabulary() - from);
      int groups = (count + LANES - 1) / LANES;
      boolean inPlace = inPlace(logits, count);
      MemorySegment memory = inPlace ? logits.values() : block.room();
      long offset = inPlace ? logits.offset(row) + (long) Float.BYTES * from : 0;
      if (!inPlace) {
        load(logits, row, from, count, block.room());
      }
      if (bias == Float.NEGATIVE_INFINITY) {
        maxima(memory, offset, groups, block);
        bias = block.maximum();
        if (bias == Float.NEGATIVE_INFINITY && !holdsNaN(memory, offset, groups)) {
          continue;
        }
      }
      int above = sum(memory, offset, groups, bias, target, block);
      float maximum = block.maximum();
      if (maximum > bias + EXCESS) {
        double down = (double) bias - maximum;
        double scale = StrictMath.exp(down);
        weighted = scale * (weighted + down * LOG2_E * sum);
        sum *= scale;
        bias = maximum;
        above = sum(memory, offset, groups, bias, target, block);
      }
      sum += LogitsBlock.tree(block.sums);
      weighted += LogitsBlock.tree(block.weighted);
      rank += above;
      if (maximum > greatest) {
        greatest = maximum;
        greatestFrom = from;
      }
    }
    if (Double.isNaN(weighted) || !Float.isFinite(greatest)) {
      out.set(row, Double.NaN, Double.NaN, Double.NaN, -1, -1);
      return;
    }
    double logSum = StrictMath.log(sum);
    double logSumExp = bias + logSum;
    double entropy = Math.max(0, logSum - LN_2 * (weighted / sum));
    int argMax = first(logits, row, greatestFrom, greatest);
    out.set(row, logSumExp, target - logSumExp, entropy, rank, argMax);
  }

  /** Whether a block is read where it lies: full groups of float32. */
  private static boolean inPlace(LogitsColumn logits, int count) {
    return logits.format() == Format.FLOAT32 && count % LANES == 0;
  }

  /** Copies a block as float32; −∞ fills the last group. */
  private void load(LogitsColumn logits, int row, int from, int count, MemorySegment room) {
    Format format = logits.format();
    long offset = logits.offset(row) + (long) format.bytes() * from;
    if (format == Format.FLOAT32) {
      MemorySegment.copy(logits.values(), offset, room, 0, (long) Float.BYTES * count);
    } else {
      widen(format, logits.values(), offset, (count + LANES - 1) / LANES, room);
    }
    for (int position = count; position % LANES != 0; position++) {
      room.setAtIndex(JAVA_FLOAT, position, Float.NEGATIVE_INFINITY);
    }
  }

  private static boolean holdsNaN(MemorySegment memory, long offset, int groups) {
    for (int position = 0; position < groups * LANES; position++) {
      if (Float.isNaN(memory.get(JAVA_FLOAT, offset + (long) Float.BYTES * position))) {
        return true;
      }
    }
    return false;
  }

  /** The first id from one on with a logit. */
  private static int first(LogitsColumn logits, int row, int from, float logit) {
    int id = from;
    while (logit(logits, row, id) != logit) {
      id++;
    }
    return id;
  }

  static float logit(LogitsColumn logits, int row, int id) {
    long offset = logits.offset(row) + (long) logits.format().bytes() * id;
    return switch (logits.format()) {
      case FLOAT32 -> logits.values().get(JAVA_FLOAT, offset);
      case FLOAT16 -> Float.float16ToFloat(logits.values().get(JAVA_SHORT, offset));
      case BFLOAT16 -> Float.intBitsToFloat(logits.values().get(JAVA_SHORT, offset) << 16);
    };
  }
}
