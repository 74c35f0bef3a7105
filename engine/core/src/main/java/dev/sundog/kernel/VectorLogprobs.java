// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.ScalarLogprobs.LANES;
import static dev.sundog.kernel.VectorWidth.DOUBLE;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.UMAX;

import dev.sundog.batch.LogprobColumn;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and minima of log-probs: the eight running sums of {@link ScalarLogprobs} are the lanes of a
 * vector; narrower vectors compute some of them at a time.
 */
final class VectorLogprobs {
  private static final int DOUBLES = DOUBLE.length();

  /** As many floats as doubles; at 128 bits twice as many, because C2 has no narrower vectors. */
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Math.max(128, VectorWidth.BITS / 2)));

  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  private static final IntVector POSITIONS = IntVector.zero(INTS).addIndex(1);

  private VectorLogprobs() {}

  static void logprobStats(
      LogprobColumn logprobs, KernelScratch scratch, double[] sums, float[] minima) {
    double[] lanes = scratch.doubleLanes();
    float[] lowest = scratch.floatLanes();
    for (int item = 0; item < logprobs.count(); item++) {
      long offset = Float.BYTES * logprobs.offset(item);
      int length = logprobs.length(item);
      for (int lane = 0; lane < LANES; lane += FLOATS.length()) {
        strided(logprobs.values(), offset, length, lane, lanes, lowest);
      }
      sums[item] = ScalarLogprobs.tree(lanes);
      minima[item] = lowest(lowest);
    }
  }

  /**
   * Sums and minima of the same lanes of every block of eight values. The last block is filled with
   * zeros, which change neither. The bits of negative floats, as unsigned integers, are above those
   * of other floats and ascend with the magnitude, so the minimum is an unsigned maximum of bits:
   * one operation with the shortest wait.
   *
   * @param lane first lane to compute
   */
  private static void strided(
      MemorySegment values, long offset, int length, int lane, double[] sums, float[] minima) {
    DoubleVector sum = DoubleVector.zero(DOUBLE);
    DoubleVector next = DoubleVector.zero(DOUBLE);
    IntVector lowest = IntVector.zero(INTS);
    int blocks = length / LANES;
    for (int block = 0; block < blocks; block++) {
      long from = offset + Float.BYTES * ((long) block * LANES + lane);
      FloatVector nats = FloatVector.fromMemorySegment(FLOATS, values, from, NATIVE);
      sum = sum.add(nats.convertShape(F2D, DOUBLE, 0));
      if (FLOATS.length() > DOUBLES) {
        next = next.add(nats.convertShape(F2D, DOUBLE, 1));
      }
      lowest = lowest.lanewise(UMAX, nats.reinterpretAsInts());
    }
    long from = offset + Float.BYTES * ((long) blocks * LANES + lane);
    IntVector rest =
        IntVector.zero(INTS)
            .blend(
                IntVector.fromMemorySegment(INTS, values, from, NATIVE),
                POSITIONS.compare(LT, length % LANES - lane));
    FloatVector nats = rest.reinterpretAsFloats();
    sum.add(nats.convertShape(F2D, DOUBLE, 0)).intoArray(sums, lane);
    if (FLOATS.length() > DOUBLES) {
      next.add(nats.convertShape(F2D, DOUBLE, 1)).intoArray(sums, lane + DOUBLES);
    }
    lowest.lanewise(UMAX, rest).reinterpretAsFloats().intoArray(minima, lane);
  }

  /** The smallest of the lanes, at most 0. */
  private static float lowest(float[] lanes) {
    float lowest = 0;
    for (float lane : lanes) {
      lowest = lane < lowest ? lane : lowest;
    }
    return lowest;
  }
}
