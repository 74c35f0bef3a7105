package dev.sundog.kernel;

import static dev.sundog.kernel.LogitsBlock.LANES;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sundog.batch.LogitsColumn.Format;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The block methods one logit after the other. */
final class ScalarLogits extends LogitsKernel {
  @Override
  int sum(
      MemorySegment memory, long offset, int groups, float bias, float target, LogitsBlock block) {
    float[] sums = block.sums;
    float[] weighted = block.weighted;
    Arrays.fill(sums, 0);
    Arrays.fill(weighted, 0);
    int above = 0;
    for (int position = 0; position < groups * LANES; position++) {
      float logit = memory.get(JAVA_FLOAT, offset + (long) Float.BYTES * position);
      int lane = position % LANES;
      float t = (logit - bias) * LogitsBlock.LOG2_E;
      t = t < LogitsBlock.LOWEST ? LogitsBlock.LOWEST : t;
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
      above += logit > target ? 1 : 0;
    }
    maxima(memory, offset, groups, block);
    return above;
  }

  @Override
  void maxima(MemorySegment memory, long offset, int groups, LogitsBlock block) {
    float[] maxima = block.maxima;
    Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
    for (int position = 0; position < groups * LANES; position++) {
      float logit = memory.get(JAVA_FLOAT, offset + (long) Float.BYTES * position);
      int lane = position % LANES;
      maxima[lane] = logit > maxima[lane] ? logit : maxima[lane];
    }
  }

  @Override
  void widen(Format format, MemorySegment memory, long offset, int groups, MemorySegment to) {
    for (int position = 0; position < groups * LANES; position++) {
      short bits = memory.get(JAVA_SHORT, offset + (long) Short.BYTES * position);
      float logit =
          format == Format.FLOAT16
              ? Float.float16ToFloat(bits)
              : Float.intBitsToFloat(bits << Short.SIZE);
      to.setAtIndex(JAVA_FLOAT, position, logit);
    }
  }
}
