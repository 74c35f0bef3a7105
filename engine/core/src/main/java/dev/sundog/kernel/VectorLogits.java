package dev.sundog.kernel;

import static dev.sundog.kernel.LogitsBlock.LANES;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import dev.sundog.batch.LogitsColumn.Format;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The block methods a vector at a time; where vectors hold fewer lanes than a block has, lanes in
 * turn. About 22 operations for a vector of logits.
 */
final class VectorLogits extends LogitsKernel {
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final VectorSpecies<Float> FLOAT =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorWidth.BITS));
  private static final VectorSpecies<Integer> INT = VectorWidth.INT;
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(VectorWidth.BITS / 2));
  private static final int WIDTH = FLOAT.length();

  @Override
  int sum(
      MemorySegment memory, long offset, int groups, float bias, float target, LogitsBlock block) {
    int above = 0;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      long from = offset + (long) Float.BYTES * lane;
      above += sum(memory, from, groups, bias, target, block, lane);
    }
    return above;
  }

  private static int sum(
      MemorySegment memory,
      long offset,
      int groups,
      float bias,
      float target,
      LogitsBlock block,
      int lane) {
    FloatVector sum = FloatVector.zero(FLOAT);
    FloatVector weighted = FloatVector.zero(FLOAT);
    FloatVector maximum = FloatVector.broadcast(FLOAT, Float.NEGATIVE_INFINITY);
    int above = 0;
    for (int group = 0; group < groups; group++) {
      FloatVector logit =
          FloatVector.fromMemorySegment(
              FLOAT, memory, offset + (long) group * LANES * Float.BYTES, NATIVE);
      maximum = maximum.blend(logit, logit.compare(GT, maximum));
      above += logit.compare(GT, target).trueCount();
      FloatVector t = logit.sub(bias).mul(LogitsBlock.LOG2_E);
      t = t.blend(LogitsBlock.LOWEST, t.compare(LT, LogitsBlock.LOWEST));
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
    sum.intoArray(block.sums, lane);
    weighted.intoArray(block.weighted, lane);
    maximum.intoArray(block.maxima, lane);
    return above;
  }

  @Override
  void maxima(MemorySegment memory, long offset, int groups, LogitsBlock block) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector maximum = FloatVector.broadcast(FLOAT, Float.NEGATIVE_INFINITY);
      for (int group = 0; group < groups; group++) {
        long from = offset + Float.BYTES * ((long) group * LANES + lane);
        FloatVector logit = FloatVector.fromMemorySegment(FLOAT, memory, from, NATIVE);
        maximum = maximum.blend(logit, logit.compare(GT, maximum));
      }
      maximum.intoArray(block.maxima, lane);
    }
  }

  @Override
  void widen(Format format, MemorySegment memory, long offset, int groups, MemorySegment to) {
    int vectors = groups * (LANES / WIDTH);
    if (format == Format.FLOAT16) {
      widenHalf(memory, offset, vectors, to);
    } else {
      widenBrain(memory, offset, vectors, to);
    }
  }

  private static void widenBrain(MemorySegment memory, long offset, int vectors, MemorySegment to) {
    for (int vector = 0; vector < vectors; vector++) {
      ShortVector bits =
          ShortVector.fromMemorySegment(
              SHORTS, memory, offset + (long) vector * WIDTH * Short.BYTES, NATIVE);
      ((IntVector) bits.convertShape(ZERO_EXTEND_S2I, INT, 0))
          .lanewise(LSHL, 16)
          .intoMemorySegment(to, (long) vector * WIDTH * Float.BYTES, NATIVE);
    }
  }

  /**
   * Exponent and fraction move as they are and are scaled; what had the greatest exponent keeps it.
   */
  private static void widenHalf(MemorySegment memory, long offset, int vectors, MemorySegment to) {
    for (int vector = 0; vector < vectors; vector++) {
      ShortVector bits =
          ShortVector.fromMemorySegment(
              SHORTS, memory, offset + (long) vector * WIDTH * Short.BYTES, NATIVE);
      IntVector half = (IntVector) bits.convertShape(ZERO_EXTEND_S2I, INT, 0);
      IntVector magnitude = half.and(0x7FFF).lanewise(LSHL, 13);
      IntVector scaled =
          magnitude.reinterpretAsFloats().mul(LogitsBlock.HALF_SCALE).reinterpretAsInts();
      scaled
          .blend(magnitude.or(0x7F800000), magnitude.compare(GE, LogitsBlock.HALF_INFINITE))
          .or(half.and(0x8000).lanewise(LSHL, 16))
          .intoMemorySegment(to, (long) vector * WIDTH * Float.BYTES, NATIVE);
    }
  }
}
