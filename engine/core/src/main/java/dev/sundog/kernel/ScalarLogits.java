// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.LogitsBlock.LANES;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sundog.batch.LogitsColumn.Format;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The block methods in plain Java, one logit at a time. */
final class ScalarLogits extends LogitsKernel {
  @Override
  int sum(LogitsBlock block, float bias, float target) {
    float[] sums = block.sums;
    float[] weighted = block.weighted;
    Arrays.fill(sums, 0);
    Arrays.fill(weighted, 0);
    float most = LogitsBlock.LOWEST;
    int above = 0;
    for (int position = 0; position < block.count; position++) {
      int lane = position % LANES;
      float logit = block.logit(position);
      above += logit > target ? 1 : 0;
      float t = Math.fma(logit, LogitsBlock.LOG2_E, -bias);
      t = t < LogitsBlock.LOWEST ? LogitsBlock.LOWEST : t;
      most = Math.max(t, most);
      // 2^t: a polynomial for the fraction; the integer part is added to its exponent.
      float rounded = t + LogitsBlock.ROUNDER;
      float f = t - (rounded - LogitsBlock.ROUNDER);
      float p = Math.fma(LogitsBlock.C5, f, LogitsBlock.C4);
      p = Math.fma(p, f, LogitsBlock.C3);
      p = Math.fma(p, f, LogitsBlock.C2);
      p = Math.fma(p, f, LogitsBlock.C1);
      p = Math.fma(p, f, 1);
      int power = Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(rounded) << 23);
      float e = Float.intBitsToFloat(power);
      sums[lane] += e;
      weighted[lane] = Math.fma(t, e, weighted[lane]);
    }
    block.most = most;
    return above;
  }

  @Override
  void addToRow(LogitsBlock block) {
    for (int lane = 0; lane < LANES; lane++) {
      block.rowSums[lane] += block.sums[lane];
      block.rowWeighted[lane] += block.weighted[lane];
    }
  }

  @Override
  float maximum(LogitsBlock block) {
    float maximum = Float.NEGATIVE_INFINITY;
    for (int position = 0; position < block.count; position++) {
      float logit = block.logit(position);
      maximum = logit > maximum ? logit : maximum;
    }
    return maximum;
  }

  @Override
  int find(LogitsBlock block, float logit) {
    int position = 0;
    while (block.logit(position) != logit) {
      position++;
    }
    return position;
  }

  @Override
  void widen(Format format, MemorySegment memory, long offset, int count, MemorySegment to) {
    for (int position = 0; position < count; position++) {
      short bits = memory.get(JAVA_SHORT, offset + (long) Short.BYTES * position);
      float logit =
          format == Format.FLOAT16
              ? Float.float16ToFloat(bits)
              : Float.intBitsToFloat(bits << Short.SIZE);
      to.setAtIndex(JAVA_FLOAT, position, logit);
    }
  }
}
