// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * One block of a row's logits, with its sums and those of the row. Scalar and vector kernels add
 * logit {@code k} to lane {@code k mod LANES}, whatever the vector width: the same operations in
 * the same order, hence the same bits.
 */
final class LogitsBlock implements AutoCloseable {
  /** Number of lanes: one 512-bit vector of float32. */
  static final int LANES = 16;

  /** Most logits of a block: few enough for float32 sums and for the first-level cache. */
  static final int LOGITS = 1024;

  static final float LOG2_E = 1.442695f;

  /** Lowest exponent: smaller powers of two are replaced by 2⁻¹²⁵, which changes no sum. */
  static final float LOWEST = -125;

  /** Adding this rounds to an integer, which is then in the lowest bits of the sum. */
  static final float ROUNDER = 0x1.8p23f;

  /**
   * C1 to C5: coefficients of a polynomial for 2^f, f from −1/2 to 1/2, with a relative error of at
   * most 9.4e-8.
   */
  static final float C1 = 0x1.62e42ap-1f;

  static final float C2 = 0x1.ebf9c2p-3f;
  static final float C3 = 0x1.c6b6dap-5f;
  static final float C4 = 0x1.3ce8b2p-7f;
  static final float C5 = 0x1.5bd97cp-10f;

  /**
   * Logits per iteration; blocks are padded to a multiple of it. With more, AVX2 runs out of
   * registers.
   */
  static final int WHOLE = 2 * LANES;

  /** Holds the block's logits in float32: the column's memory, or a copy. */
  MemorySegment memory;

  /** Offset in bytes of the block's first logit. */
  long offset;

  /** Number of logits, a multiple of {@link #WHOLE}; −∞ pads the row's last block. */
  int count;

  /** Σ 2^t by lane, where t is the logit, as a power of two, minus the bias. */
  final float[] sums = new float[LANES];

  /** Σ t · 2^t by lane. */
  final float[] weighted = new float[LANES];

  /**
   * The largest t, if it is above 0; else any number that is not above 0. Undefined if a logit is
   * NaN.
   */
  float most;

  /** By lane, Σ 2^t over the row's blocks so far. */
  final double[] rowSums = new double[LANES];

  /** By lane, Σ t · 2^t over the row's blocks so far. */
  final double[] rowWeighted = new double[LANES];

  private final NativeMemory owned = new NativeMemory((long) Float.BYTES * LOGITS);

  LogitsBlock() {
    memory = room();
  }

  /** Memory for a copy of a block in float32. */
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

  /**
   * Changes the row's sums to another bias.
   *
   * @param scale 2^higher
   * @param higher old bias minus new bias, which is added to every t
   */
  void scaleRow(double scale, double higher) {
    for (int lane = 0; lane < LANES; lane++) {
      rowWeighted[lane] = scale * (rowWeighted[lane] + higher * rowSums[lane]);
      rowSums[lane] *= scale;
    }
  }

  /** Adds the lanes in a fixed tree. */
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
