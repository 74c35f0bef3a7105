// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogitsColumn.Format;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scalar and vector results have the same bits and are within 2e-6 of float64; ranks and arg-max
 * are exact. The build runs this class once per vector width ({@link VectorWidth}).
 */
@Tag("twins")
class LogitsTwinsTest {
  private static final long SEED = Long.getLong("sundog.seed", 42);
  private static final Offset<Double> PROMISED = Offset.offset(2e-6);
  private static final int[] VOCABULARIES = {
    1, 2, 15, 16, 17, 1023, 1024, 1025, 1040, 2049, 5000, 50_257
  };

  /** Logits without a distribution; NaN with its sign clear and set. */
  private static final double[] NONE = {
    Double.NaN, Float.intBitsToFloat(0xFFC00000), Double.POSITIVE_INFINITY
  };

  @ParameterizedTest
  @EnumSource
  void ofAModel(Format format) {
    Random random = new Random(SEED);
    checkAll(format, random, id -> 3 * random.nextGaussian() - 2);
  }

  @ParameterizedTest
  @EnumSource
  void farApart(Format format) {
    Random random = new Random(SEED);
    checkAll(format, random, id -> 60 * random.nextGaussian());
  }

  /** All ids but the last are masked with the lowest finite number. */
  @ParameterizedTest
  @EnumSource
  void maskedByTheLowest(Format format) {
    double lowest = format == Format.FLOAT16 ? -65_504 : -0x1.fep127;
    for (int vocabulary : VOCABULARIES) {
      for (int target : new int[] {0, vocabulary - 1}) {
        check(format, vocabulary, target, id -> id == vocabulary - 1 ? 2.5 : lowest);
      }
    }
  }

  /** Every block exceeds the bias of the block before, so that it is summed again. */
  @ParameterizedTest
  @EnumSource
  void rising(Format format) {
    checkAll(format, new Random(SEED), id -> id / 100.0 - 300);
  }

  @ParameterizedTest
  @EnumSource
  void falling(Format format) {
    checkAll(format, new Random(SEED), id -> 300 - id / 100.0);
  }

  @ParameterizedTest
  @EnumSource
  void manyTies(Format format) {
    Random random = new Random(SEED);
    checkAll(format, random, id -> random.nextInt(3));
  }

  /** Logits so large that float32 rounds the bias to whole powers of two, or nearly. */
  @ParameterizedTest
  @EnumSource(names = "FLOAT16", mode = EnumSource.Mode.EXCLUDE)
  void great(Format format) {
    for (double great : new double[] {0x1p24 - 8, 8 - 0x1p24, 1e6, -1e6}) {
      checkAll(format, new Random(SEED), id -> great + id % 5);
      checkAll(format, new Random(SEED), id -> great * (id % 997 == 0 ? 1 : 0.5));
    }
  }

  /** Ids masked with −∞, the whole first block included; the last id never is. */
  @ParameterizedTest
  @EnumSource
  void masked(Format format) {
    Random random = new Random(SEED);
    for (int vocabulary : VOCABULARIES) {
      check(
          format,
          vocabulary,
          random.nextInt(vocabulary),
          id ->
              id != vocabulary - 1 && (id < 1500 || random.nextBoolean())
                  ? Double.NEGATIVE_INFINITY
                  : random.nextGaussian());
    }
  }

  @ParameterizedTest
  @EnumSource
  void noDistribution(Format format) {
    for (int vocabulary : VOCABULARIES) {
      for (int at : new int[] {0, vocabulary / 2, vocabulary - 1}) {
        for (double no : NONE) {
          assertNone(format, vocabulary, id -> id == at ? no : 1);
          assertNone(format, vocabulary, id -> id == at ? no : Double.NEGATIVE_INFINITY);
        }
      }
      assertNone(format, vocabulary, id -> Double.NEGATIVE_INFINITY);
      if (format != Format.FLOAT16) {
        for (double no : new double[] {0x1p127, 0x1p25, 0x1.02p24}) {
          assertNone(format, vocabulary, id -> no);
          assertNone(format, vocabulary, id -> -no);
          assertNone(format, vocabulary, id -> id == vocabulary / 2 ? no : 1);
        }
      }
    }
  }

  @Test
  void rowsThatDoNotFitAreRefused() {
    try (Arena arena = Arena.ofConfined();
        LogitsColumn logits = new LogitsColumn(Format.FLOAT32, 4, 1)) {
      MemorySegment row = arena.allocate(16, 4);
      assertThatThrownBy(() -> logits.add(row, 0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> logits.add(row, 4, 0)).isInstanceOf(IndexOutOfBoundsException.class);
      logits.add(row, 0, 3);
      assertThatThrownBy(() -> logits.add(row, 0, 3)).isInstanceOf(IllegalStateException.class);
      logits.clear();
      assertThat(logits.rows()).isZero();
      assertThatThrownBy(() -> new LogitsColumn(Format.FLOAT32, 0, 1).close())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void checkAll(Format format, Random random, IntToDoubleFunction logit) {
    for (int vocabulary : VOCABULARIES) {
      check(format, vocabulary, random.nextInt(vocabulary), logit);
    }
  }

  private static void assertNone(Format format, int vocabulary, IntToDoubleFunction logit) {
    for (Kernels kernels : new Kernels[] {Kernels.scalar(), Kernels.vector()}) {
      LogitsStats stats = stats(kernels, format, values(format, vocabulary, logit), 0);
      assertThat(stats.logSumExp(0)).isNaN();
      assertThat(stats.targetLogprob(0)).isNaN();
      assertThat(stats.entropy(0)).isNaN();
      assertThat(stats.targetRank(0)).isEqualTo(-1);
      assertThat(stats.argMax(0)).isEqualTo(-1);
    }
  }

  private static void check(Format format, int vocabulary, int target, IntToDoubleFunction logit) {
    double[] values = values(format, vocabulary, logit);
    LogitsStats scalar = stats(Kernels.scalar(), format, values, target);
    LogitsStats vector = stats(Kernels.vector(), format, values, target);
    assertThat(vector.logSumExp(0)).isEqualTo(scalar.logSumExp(0));
    assertThat(vector.targetLogprob(0)).isEqualTo(scalar.targetLogprob(0));
    assertThat(vector.entropy(0)).isEqualTo(scalar.entropy(0));
    assertThat(vector.targetRank(0)).isEqualTo(scalar.targetRank(0));
    assertThat(vector.argMax(0)).isEqualTo(scalar.argMax(0));

    double greatest = Arrays.stream(values).max().orElseThrow();
    double sum = Arrays.stream(values).map(value -> Math.exp(value - greatest)).sum();
    double logSumExp = greatest + Math.log(sum);
    double entropy =
        Arrays.stream(values)
            .filter(value -> value > Double.NEGATIVE_INFINITY)
            .map(value -> Math.exp(value - logSumExp) * (logSumExp - value))
            .sum();
    assertThat(scalar.logSumExp(0)).isCloseTo(logSumExp, PROMISED);
    assertThat(scalar.entropy(0)).isCloseTo(entropy, Offset.offset(2e-5));
    if (values[target] == Double.NEGATIVE_INFINITY) {
      assertThat(scalar.targetLogprob(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    } else {
      assertThat(scalar.targetLogprob(0)).isCloseTo(values[target] - logSumExp, PROMISED);
    }
    long above = Arrays.stream(values).filter(value -> value > values[target]).count();
    assertThat(scalar.targetRank(0)).isEqualTo((int) above);
    int argMax = 0;
    while (values[argMax] != greatest) {
      argMax++;
    }
    assertThat(scalar.argMax(0)).isEqualTo(argMax);
  }

  /** The logits, rounded to the format. */
  private static double[] values(Format format, int vocabulary, IntToDoubleFunction logit) {
    double[] values = new double[vocabulary];
    for (int id = 0; id < vocabulary; id++) {
      float value = (float) logit.applyAsDouble(id);
      values[id] =
          switch (format) {
            case FLOAT32 -> value;
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16(value));
            case BFLOAT16 ->
                Float.isNaN(value)
                    ? value
                    : Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xFFFF0000);
          };
    }
    return values;
  }

  /** The statistics of the row, which follows another one in its column. */
  private static LogitsStats stats(Kernels kernels, Format format, double[] values, int target) {
    try (Arena arena = Arena.ofConfined();
        LogitsColumn logits = new LogitsColumn(format, values.length, 2);
        KernelScratch scratch = new KernelScratch()) {
      MemorySegment row = arena.allocate((long) format.bytes() * values.length, 4);
      logits.add(row, 0, 0);
      for (int id = 0; id < values.length; id++) {
        float value = (float) values[id];
        switch (format) {
          case FLOAT32 -> row.setAtIndex(ValueLayout.JAVA_FLOAT, id, value);
          case FLOAT16 -> row.setAtIndex(ValueLayout.JAVA_SHORT, id, Float.floatToFloat16(value));
          case BFLOAT16 ->
              row.setAtIndex(
                  ValueLayout.JAVA_SHORT, id, (short) (Float.floatToRawIntBits(value) >>> 16));
        }
      }
      logits.add(row, 0, target);
      LogitsStats both = new LogitsStats(2);
      kernels.logitsStats(logits, scratch, both);
      LogitsStats second = new LogitsStats(1);
      second.set(
          0,
          both.logSumExp(1),
          both.targetLogprob(1),
          both.entropy(1),
          both.targetRank(1),
          both.argMax(1));
      return second;
    }
  }
}
