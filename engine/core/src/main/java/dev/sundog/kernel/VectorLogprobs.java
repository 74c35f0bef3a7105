package dev.sundog.kernel;

import static dev.sundog.kernel.ScalarLogprobs.LANES;
import static dev.sundog.kernel.VectorWidth.DOUBLE;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.sundog.batch.LogprobColumn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and minima of log-probs: the eight running sums of {@link ScalarLogprobs} in the lanes of
 * one vector, or in turn where vectors hold fewer.
 */
final class VectorLogprobs {
  private static final int DOUBLES = DOUBLE.length();

  /**
   * As many floats as doubles; of the narrowest vectors twice as many, for C2 has none narrower.
   */
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Math.max(128, VectorWidth.BITS / 2)));

  private VectorLogprobs() {}

  static void logprobStats(
      LogprobColumn logprobs, Workspace workspace, double[] sums, float[] minima) {
    double[] lanes = workspace.doubleLanes();
    float[] lowest = workspace.floatLanes();
    for (int item = 0; item < logprobs.count(); item++) {
      long from = logprobs.offset(item);
      int length = logprobs.length(item);
      Arrays.fill(lanes, 0);
      Arrays.fill(lowest, 0);
      int blocks = length / LANES;
      if (blocks > 0) {
        for (int lane = 0; lane < LANES; lane += FLOATS.length()) {
          strided(logprobs.values(), 4 * (from + lane), blocks, lanes, lowest, lane);
        }
      }
      for (int position = blocks * LANES; position < length; position++) {
        float nats = logprobs.values().getAtIndex(ValueLayout.JAVA_FLOAT, from + position);
        int lane = position % LANES;
        lanes[lane] += nats;
        lowest[lane] = nats < lowest[lane] ? nats : lowest[lane];
      }
      sums[item] = ScalarLogprobs.tree(lanes);
      minima[item] = lowest(lowest);
    }
  }

  /** Sums and minima of the same lanes of every block of eight. */
  private static void strided(
      MemorySegment values, long offset, int blocks, double[] sums, float[] minima, int lane) {
    DoubleVector sum = DoubleVector.zero(DOUBLE);
    DoubleVector next = DoubleVector.zero(DOUBLE);
    FloatVector minimum = FloatVector.zero(FLOATS);
    for (int block = 0; block < blocks; block++) {
      long from = offset + (long) block * LANES * Float.BYTES;
      FloatVector nats = FloatVector.fromMemorySegment(FLOATS, values, from, NATIVE);
      sum = sum.add(nats.convertShape(F2D, DOUBLE, 0));
      if (FLOATS.length() > DOUBLES) {
        next = next.add(nats.convertShape(F2D, DOUBLE, 1));
      }
      minimum = minimum.blend(nats, nats.compare(LT, minimum));
    }
    sum.intoArray(sums, lane);
    if (FLOATS.length() > DOUBLES) {
      next.intoArray(sums, lane + DOUBLES);
    }
    minimum.intoArray(minima, lane);
  }

  private static float lowest(float[] lanes) {
    float lowest = 0;
    for (float lane : lanes) {
      lowest = lane < lowest ? lane : lowest;
    }
    return lowest;
  }
}
