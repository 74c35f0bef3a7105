package dev.sundog.kernel;

import static dev.sundog.kernel.LogitsBlock.LOGITS;
import static dev.sundog.kernel.LogitsBlock.WHOLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogitsColumn.Format;
import java.lang.foreign.MemorySegment;

/**
 * Log-sum-exp, target log-prob and rank, entropy and arg-max of rows of logits, in one pass over
 * memory. What the twins do differs in the methods over a block; all between is common.
 *
 * <p>A block's exponentials are taken against a bias, at first a power of two under the target's
 * logit. Only where a block exceeds it by much is that block taken again with a bias under its
 * greatest logit, and what was summed before scaled down. Sums are float32 by lane within a block,
 * float64 across blocks. The greatest logit is sought only in blocks that may hold one.
 */
abstract sealed class LogitsKernel permits ScalarLogits, VectorLogits {
  /** By how much a logit may exceed the bias: what float32 then rounds away is below 1e-6. */
  private static final float EXCESS = 8;

  /** A greatest logit beyond is no model's: what float32 tells apart there is powers of two. */
  private static final float MOST = 0x1p24f;

  private static final double LN_2 = StrictMath.log(2);
  private static final double LOG2_E = 1 / LN_2;

  /**
   * Sums a block's exponentials into its lanes, which are set anew, as is {@link LogitsBlock#most}.
   *
   * @param bias what is subtracted from every logit in powers of two
   * @param target what logits are counted above
   * @return how many logits are greater than the target
   */
  abstract int sum(LogitsBlock block, float bias, float target);

  /** Adds a block's sums to its row's. */
  abstract void addToRow(LogitsBlock block);

  /** A block's greatest logit; −∞ if all are NaN. */
  abstract float maximum(LogitsBlock block);

  /** Where a logit stands first in a block that holds it. */
  abstract int find(LogitsBlock block, float logit);

  /** Widens logits of 16 bits, a multiple of {@link LogitsBlock#WHOLE}, to float32. */
  abstract void widen(
      Format format, MemorySegment memory, long offset, int count, MemorySegment to);

  /** Takes all rows of a column. */
  final void logitsStats(LogitsColumn logits, LogitsBlock block, LogitsStats out) {
    for (int row = 0; row < logits.rows(); row++) {
      stats(logits, row, block, out);
    }
  }

  private void stats(LogitsColumn logits, int row, LogitsBlock block, LogitsStats out) {
    float target = logit(logits, row, logits.target(row));
    float bias = under(target);
    float likeliest = over(target, bias);
    float greatest = Float.NEGATIVE_INFINITY;
    int greatestFrom = 0;
    int rank = 0;
    block.clearRow();
    for (int from = 0; from < logits.vocabulary(); from += LOGITS) {
      load(logits, row, from, block);
      rank += sum(block, bias, target);
      if (!(block.most < likeliest)) {
        float maximum = maximum(block);
        if (maximum > greatest) {
          greatest = maximum;
          greatestFrom = from;
          if (greatest > nats(bias) + EXCESS) {
            float before = bias;
            bias = under(greatest);
            double down = nats(before) - nats(bias);
            block.scaleRow(StrictMath.exp(down), down * LOG2_E);
            sum(block, bias, target);
          }
          likeliest = over(greatest, bias);
        }
      }
      addToRow(block);
    }
    double sum = LogitsBlock.tree(block.rowSums);
    double weighted = LogitsBlock.tree(block.rowWeighted);
    if (Double.isNaN(weighted) || !(Math.abs(greatest) <= MOST)) {
      out.set(row, Double.NaN, Double.NaN, Double.NaN, -1, -1);
      return;
    }
    double logSum = StrictMath.log(sum);
    double logSumExp = nats(bias) + logSum;
    double entropy = Math.max(0, logSum - LN_2 * (weighted / sum));
    load(logits, row, greatestFrom, block);
    int argMax = greatestFrom + find(block, greatest);
    out.set(row, logSumExp, target - logSumExp, entropy, rank, argMax);
  }

  /** A bias under a logit. What rounding does to it moves the bias, which {@link #nats} tells. */
  private static float under(float logit) {
    return Math.max(logit, -MOST) * LogitsBlock.LOG2_E - 1;
  }

  /**
   * What {@link #sum} gives at least for a block that holds the logit, or a greater one: rounding
   * keeps their order. −∞ if it is not above the bias, where sum tells of none.
   */
  private static float over(float logit, float bias) {
    float over = Math.fma(logit, LogitsBlock.LOG2_E, -bias);
    return over > 0 ? over : Float.NEGATIVE_INFINITY;
  }

  private static double nats(float bias) {
    return (double) bias / LogitsBlock.LOG2_E;
  }

  /** Takes a block where it lies if nothing is to widen or fill, else copies it. */
  private void load(LogitsColumn logits, int row, int from, LogitsBlock block) {
    Format format = logits.format();
    int count = Math.min(LOGITS, logits.vocabulary() - from);
    long offset = logits.offset(row) + (long) format.bytes() * from;
    block.count = (count + WHOLE - 1) / WHOLE * WHOLE;
    if (format == Format.FLOAT32 && block.count == count) {
      block.memory = logits.values();
      block.offset = offset;
      return;
    }
    MemorySegment room = block.room();
    block.memory = room;
    block.offset = 0;
    if (format == Format.FLOAT32) {
      MemorySegment.copy(logits.values(), offset, room, 0, (long) Float.BYTES * count);
    } else {
      widen(format, logits.values(), offset, block.count, room);
    }
    for (int position = count; position < block.count; position++) {
      room.setAtIndex(JAVA_FLOAT, position, Float.NEGATIVE_INFINITY);
    }
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
