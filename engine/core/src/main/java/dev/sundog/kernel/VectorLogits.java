// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.LogitsBlock.LANES;
import static dev.sundog.kernel.LogitsBlock.WHOLE;
import static dev.sundog.kernel.VectorWidth.DOUBLE;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.S2I;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import dev.sundog.batch.LogitsColumn.Format;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The block methods on vectors; vectors with fewer lanes than the block compute some of its lanes
 * at a time. 17 operations per vector of logits, of which 8 multiply or compare. Loads and stores
 * are within slices of constant size: C2 checks the bounds once per slice and allocates none.
 */
final class VectorLogits extends LogitsKernel {
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final VectorSpecies<Float> FLOAT =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorWidth.BITS));
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorWidth.BITS / 2));
  private static final VectorSpecies<Integer> INT = VectorWidth.INT;
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(VectorWidth.BITS / 2));
  private static final int LOWEST = Float.floatToRawIntBits(LogitsBlock.LOWEST);

  private static final int WIDTH = FLOAT.length();

  @Override
  int sum(LogitsBlock block, float bias, float target) {
    int above = 0;
    block.most = Float.NEGATIVE_INFINITY;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      above += sum(block.memory, block.offset, block.count, lane, bias, target, block);
    }
    return above;
  }

  /**
   * The sums of some lanes. Two comparisons of floats are done on their bits, in one operation
   * without a mask:
   *
   * <ul>
   *   <li>As unsigned integers, the bits of negative floats are above all others and ascend with
   *       the magnitude, so an unsigned minimum clamps from below. It hides a NaN whose sign is
   *       set; the sum of all t detects it. (That sum is NaN for +∞ with −∞ too; such a row has no
   *       distribution either.)
   *   <li>As signed integers, the bits of negative floats are below all others, which are in order,
   *       so a signed maximum is the largest t if that is above zero.
   * </ul>
   */
  private static int sum(
      MemorySegment memory,
      long offset,
      int count,
      int lane,
      float bias,
      float target,
      LogitsBlock block) {
    FloatVector sum = FloatVector.zero(FLOAT);
    FloatVector weighted = FloatVector.zero(FLOAT);
    FloatVector all = FloatVector.zero(FLOAT);
    IntVector most = IntVector.broadcast(INT, Integer.MIN_VALUE);
    int above = 0;
    for (int done = 0; done < count; done += WHOLE) {
      MemorySegment some = memory.asSlice(offset + (long) Float.BYTES * done, Float.BYTES * WHOLE);
      for (int position = 0; position < WHOLE; position += LANES) {
        FloatVector logit =
            FloatVector.fromMemorySegment(
                FLOAT, some, (long) Float.BYTES * (position + lane), NATIVE);
        above += logit.compare(GT, target).trueCount();
        FloatVector t =
            logit.fma(
                FloatVector.broadcast(FLOAT, LogitsBlock.LOG2_E),
                FloatVector.broadcast(FLOAT, -bias));
        all = all.add(t);
        IntVector bits = t.reinterpretAsInts().lanewise(UMIN, LOWEST);
        most = most.max(bits);
        t = bits.reinterpretAsFloats();
        // 2^t: a polynomial for the fraction; the integer part is added to its exponent.
        FloatVector rounded = t.add(LogitsBlock.ROUNDER);
        FloatVector f = t.sub(rounded.sub(LogitsBlock.ROUNDER));
        FloatVector p =
            FloatVector.broadcast(FLOAT, LogitsBlock.C5)
                .fma(f, FloatVector.broadcast(FLOAT, LogitsBlock.C4))
                .fma(f, FloatVector.broadcast(FLOAT, LogitsBlock.C3))
                .fma(f, FloatVector.broadcast(FLOAT, LogitsBlock.C2))
                .fma(f, FloatVector.broadcast(FLOAT, LogitsBlock.C1))
                .fma(f, FloatVector.broadcast(FLOAT, 1));
        FloatVector e =
            p.reinterpretAsInts()
                .add(rounded.reinterpretAsInts().lanewise(LSHL, 23))
                .reinterpretAsFloats();
        sum = sum.add(e);
        weighted = t.fma(e, weighted);
      }
    }
    sum.intoArray(block.sums, lane);
    weighted.blend(Float.NaN, all.compare(NE, all)).intoArray(block.weighted, lane);
    block.most = Math.max(block.most, Float.intBitsToFloat(most.reduceLanes(MAX)));
    return above;
  }

  @Override
  void addToRow(LogitsBlock block) {
    add(block.sums, block.rowSums);
    add(block.weighted, block.rowWeighted);
  }

  private static void add(float[] of, double[] to) {
    for (int lane = 0; lane < LANES; lane += DOUBLE.length()) {
      FloatVector.fromArray(HALF, of, lane)
          .convertShape(F2D, DOUBLE, 0)
          .reinterpretAsDoubles()
          .add(DoubleVector.fromArray(DOUBLE, to, lane))
          .intoArray(to, lane);
    }
  }

  @Override
  float maximum(LogitsBlock block) {
    return maximum(block.memory, block.offset, block.count);
  }

  private static float maximum(MemorySegment memory, long offset, int count) {
    FloatVector maximum = FloatVector.broadcast(FLOAT, Float.NEGATIVE_INFINITY);
    for (int done = 0; done < count; done += WHOLE) {
      MemorySegment some = memory.asSlice(offset + (long) Float.BYTES * done, Float.BYTES * WHOLE);
      for (int logit = 0; logit < WHOLE; logit += WIDTH) {
        FloatVector logits =
            FloatVector.fromMemorySegment(FLOAT, some, (long) Float.BYTES * logit, NATIVE);
        maximum = maximum.blend(logits, logits.compare(GT, maximum));
      }
    }
    return maximum.reduceLanes(MAX);
  }

  @Override
  int find(LogitsBlock block, float logit) {
    int position = 0;
    long found = 0;
    while (found == 0) {
      found =
          FloatVector.fromMemorySegment(
                  FLOAT, block.memory, block.offset + (long) Float.BYTES * position, NATIVE)
              .compare(EQ, logit)
              .toLong();
      position += WIDTH;
    }
    return position - WIDTH + Long.numberOfTrailingZeros(found);
  }

  @Override
  void widen(Format format, MemorySegment memory, long offset, int count, MemorySegment to) {
    if (format == Format.FLOAT16) {
      widenHalf(memory, offset, count, to);
    } else {
      widenBrain(memory, offset, count, to);
    }
  }

  private static void widenBrain(MemorySegment memory, long offset, int count, MemorySegment to) {
    for (int done = 0; done < count; done += WHOLE) {
      MemorySegment from = memory.asSlice(offset + (long) Short.BYTES * done, Short.BYTES * WHOLE);
      MemorySegment into = to.asSlice((long) Float.BYTES * done, Float.BYTES * WHOLE);
      for (int logit = 0; logit < WHOLE; logit += WIDTH) {
        ShortVector bits =
            ShortVector.fromMemorySegment(SHORTS, from, (long) Short.BYTES * logit, NATIVE);
        ((IntVector) bits.convertShape(ZERO_EXTEND_S2I, INT, 0))
            .lanewise(LSHL, 16)
            .intoMemorySegment(into, (long) Float.BYTES * logit, NATIVE);
      }
    }
  }

  /**
   * Moves sign, exponent and fraction to their places, multiplies to correct the exponent's bias,
   * and sets the exponent of infinities and NaN.
   */
  private static void widenHalf(MemorySegment memory, long offset, int count, MemorySegment to) {
    for (int done = 0; done < count; done += WHOLE) {
      MemorySegment from = memory.asSlice(offset + (long) Short.BYTES * done, Short.BYTES * WHOLE);
      MemorySegment into = to.asSlice((long) Float.BYTES * done, Float.BYTES * WHOLE);
      for (int logit = 0; logit < WHOLE; logit += WIDTH) {
        ShortVector bits =
            ShortVector.fromMemorySegment(SHORTS, from, (long) Short.BYTES * logit, NATIVE);
        IntVector half = (IntVector) bits.convertShape(S2I, INT, 0);
        half.lanewise(LSHL, 13)
            .and(0x8FFFE000)
            .reinterpretAsFloats()
            .mul(0x1p112f)
            .reinterpretAsInts()
            .lanewise(OR, 0x7F800000, half.and(0x7C00).compare(EQ, 0x7C00))
            .intoMemorySegment(into, (long) Float.BYTES * logit, NATIVE);
      }
    }
  }
}
