// SPDX-License-Identifier: Apache-2.0
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
 * memory. Scalar and vector kernels differ in the methods over a block only.
 *
 * <p>The exponentials of a block are relative to a bias, which starts one power of two below the
 * target's logit. If a block exceeds the bias by more than float32 can bear, it is summed again
 * with a bias below its largest logit, and the sums so far are scaled down. Sums are float32 by
 * lane within a block, float64 across blocks. Only blocks that may hold the row's largest logit are
 * searched for it.
 *
 * <p>This is the online softmax: Milakov, M. and Gimelshein, N., "Online normalizer calculation for
 * softmax", 2018.
 */
abstract sealed class LogitsKernel permits ScalarLogits, VectorLogits {
  /** Most nats by which a logit may exceed the bias: the rounding error then stays below 1e-6. */
  private static final float EXCESS = 8;

  /** Largest magnitude of a row's largest logit: float32 can't resolve differences beyond it. */
  private static final float MOST = 0x1p24f;

  private static final double LN_2 = StrictMath.log(2);
  private static final double LOG2_E = 1 / LN_2;

  /**
   * Sets the block's {@code sums}, {@code weighted} and {@code most}.
   *
   * @param bias subtracted from every logit, as a power of two
   * @param target the target's logit
   * @return the number of logits greater than the target
   */
  abstract int sum(LogitsBlock block, float bias, float target);

  /** Adds a block's sums to its row's. */
  abstract void addToRow(LogitsBlock block);

  /** The block's largest logit; −∞ if all are NaN. */
  abstract float maximum(LogitsBlock block);

  /** Position of the first logit of the block that equals {@code logit}; there must be one. */
  abstract int find(LogitsBlock block, float logit);

  /** Widens 16-bit logits to float32; their number is a multiple of {@link LogitsBlock#WHOLE}. */
  abstract void widen(
      Format format, MemorySegment memory, long offset, int count, MemorySegment to);

  /** Computes the statistics of all rows of a column. */
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

  /** A bias one power of two below a logit, rounded; {@link #nats} returns its exact value. */
  private static float under(float logit) {
    return Math.max(logit, -MOST) * LogitsBlock.LOG2_E - 1;
  }

  /**
   * A lower bound of {@link LogitsBlock#most} for blocks that hold the logit or a larger one:
   * rounding keeps the order. −∞ if the logit is not above the bias, where {@code most} is
   * undefined.
   */
  private static float over(float logit, float bias) {
    float over = Math.fma(logit, LogitsBlock.LOG2_E, -bias);
    return over > 0 ? over : Float.NEGATIVE_INFINITY;
  }

  /** The logit, in nats, of a bias. */
  private static double nats(float bias) {
    return (double) bias / LogitsBlock.LOG2_E;
  }

  /** Loads a block: in place if it is float32 and needs no padding, else as a copy. */
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
