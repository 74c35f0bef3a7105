package dev.sundog.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * What a worker needs for one block of a row's logits. Every twin works on {@link #LANES} lanes,
 * logit {@code k} in lane {@code k mod LANES}, in vectors of whatever width or one after the other:
 * the same operations in the same order, hence the same bits.
 */
final class LogitsBlock implements AutoCloseable {
  /** Lanes: one 512-bit vector of float32. */
  static final int LANES = 16;

  /** Logits of a block: float32 sums stay short, and the block in the first-level cache. */
  static final int LOGITS = 1024;

  static final float LOG2_E = 1.442695f;

  /** The lowest power of two that is told apart; a 2¹²⁵th of a probability moves no sum. */
  static final float LOWEST = -125;

  /** Added and taken away, it rounds to an integer, which is then in the lowest bits. */
  static final float ROUNDER = 0x1.8p23f;

  /** 2^f for f from −1/2 to 1/2, in Horner's form, with a relative error of at most 9.4e-8. */
  static final float C1 = 0x1.62e42ap-1f;

  static final float C2 = 0x1.ebf9c2p-3f;
  static final float C3 = 0x1.c6b6dap-5f;
  static final float C4 = 0x1.3ce8b2p-7f;
  static final float C5 = 0x1.5bd97cp-10f;

  /**
   * Logits that are worked on together: blocks are filled to multiples of so many. With more,
   * vectors of AVX2 spill.
   */
  static final int WHOLE = 2 * LANES;

  /** Where the block's logits are in float32: in the column itself, or in room of its own. */
  MemorySegment memory;

  /** Offset in bytes of the block's first logit. */
  long offset;

  /** Logits of the block, a multiple of {@link #WHOLE}; −∞ stands behind the row's last. */
  int count;

  /** Σ 2^t by lane, where t is the logit above the bias in powers of two. */
  final float[] sums = new float[LANES];

  /** Σ t · 2^t by lane. */
  final float[] weighted = new float[LANES];

  /**
   * By how much the greatest logit is above the bias, in powers of two; anything not above 0 if
   * none is, anything if one is NaN.
   */
  float most;

  /** The row's sums by lane, of its blocks so far. */
  final double[] rowSums = new double[LANES];

  final double[] rowWeighted = new double[LANES];

  private final NativeMemory owned = new NativeMemory((long) Float.BYTES * LOGITS);

  LogitsBlock() {
    memory = room();
  }

  /** Room for a block in float32. */
  MemorySegment room() {
    return owned.segment();
  }

  float logit(int position) {
    return memory.get(ValueLayout.JAVA_FLOAT, offset + (long) Float.BYTES * position);
  }

  void clearRow() {
    Arrays.fill(rowSums, 0);
    Arrays.fill(rowWeighted, 0);
  }

  /** Takes the row's sums to another bias, by which a logit is so many powers of two higher. */
  void scaleRow(double scale, double higher) {
    for (int lane = 0; lane < LANES; lane++) {
      rowWeighted[lane] = scale * (rowWeighted[lane] + higher * rowSums[lane]);
      rowSums[lane] *= scale;
    }
  }

  /** The lanes of a sum in a fixed tree. */
  static double tree(double[] lanes) {
    double sum = 0;
    for (int lane = 0; lane < LANES / 4; lane++) {
      sum += (lanes[lane] + lanes[lane + 8]) + (lanes[lane + 4] + lanes[lane + 12]);
    }
    return sum;
  }

  @Override
  public void close() {
    owned.close();
  }
}
