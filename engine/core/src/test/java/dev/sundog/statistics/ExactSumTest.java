// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
  private static final double[] EXTREMES = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Math.nextDown(Double.MIN_NORMAL),
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1,
    -1,
    Math.nextUp(1.0),
    0.1,
    1e-300,
    1e300,
    0x1p52,
    0x1p53,
    -0x1.fffffffffffffp62
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isTheSumOfBigDecimals(long seed) {
    Random random = new Random(seed);
    ExactSum sum = new ExactSum();
    BigDecimal expected = BigDecimal.ZERO;
    for (int index = 0; index < 2_000; index++) {
      double value = value(random);
      sum.add(value);
      expected = expected.add(new BigDecimal(value));
      if (index % 500 == 0) {
        assertThat(sum.value()).as("seed " + seed).isEqualByComparingTo(expected);
      }
    }
    assertThat(sum.value()).as("seed " + seed).isEqualByComparingTo(expected);
  }

  private static double value(Random random) {
    double value =
        switch (random.nextInt(3)) {
          case 0 -> EXTREMES[random.nextInt(EXTREMES.length)];
          case 1 -> random.nextGaussian();
          default -> Double.longBitsToDouble(random.nextLong());
        };
    return Double.isFinite(value) ? value : 0.5;
  }

  @Test
  void whatCancelsIsZero() {
    ExactSum sum = new ExactSum();
    sum.add(1e300);
    sum.add(1.0);
    sum.add(-1e300);
    assertThat(sum.value()).isEqualByComparingTo(BigDecimal.ONE);
    sum.add(-1.0);
    assertThat(sum.value()).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void beyondTheLargestDoubleNothingIsLost() {
    ExactSum sum = new ExactSum();
    for (int index = 0; index < 1_000; index++) {
      sum.add(Double.MAX_VALUE);
    }
    assertThat(sum.value())
        .isEqualByComparingTo(new BigDecimal(Double.MAX_VALUE).multiply(new BigDecimal(1_000)));
  }

  @Test
  void wholeNumbersAreAdded() {
    ExactSum sum = new ExactSum();
    BigDecimal expected = BigDecimal.ZERO;
    for (long value : new long[] {0, 1, -1, 1L << 32, -(1L << 32) + 1, Long.MAX_VALUE}) {
      sum.add(value);
      expected = expected.add(BigDecimal.valueOf(value));
      assertThat(sum.value()).isEqualByComparingTo(expected);
    }
  }

  @Test
  void productsAreNotRounded() {
    Random random = new Random(42);
    ExactSum sum = new ExactSum();
    BigDecimal expected = BigDecimal.ZERO;
    for (int index = 0; index < 2_000; index++) {
      double a = random.nextGaussian() * 1e10;
      double b = random.nextGaussian() / 3;
      sum.addProduct(a, b);
      expected = expected.add(new BigDecimal(a).multiply(new BigDecimal(b)));
    }
    assertThat(sum.value()).isEqualByComparingTo(expected);
  }

  @Test
  void partsInAnyOrderMakeTheSameSum() {
    Random random = new Random(42);
    double[] values = random.doubles(3_000, -1e200, 1e200).toArray();
    ExactSum whole = new ExactSum();
    ExactSum[] parts = {new ExactSum(), new ExactSum(), new ExactSum()};
    for (double value : values) {
      whole.add(value);
      parts[random.nextInt(3)].add(value);
    }
    parts[2].add(parts[0]);
    parts[2].add(parts[1]);
    assertThat(parts[2].value()).isEqualTo(whole.value());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsRefused(double value) {
    assertThatThrownBy(() -> new ExactSum().add(value))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
