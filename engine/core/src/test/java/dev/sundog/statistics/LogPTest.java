// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPTest {
  /** Decimal logarithm of the exact p-value, from whole numbers. */
  private static double exact(int few, int items) {
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = BigInteger.ONE;
    for (int k = 0; k <= few; k++) {
      sum = sum.add(term);
      term = term.multiply(BigInteger.valueOf(items - k)).divide(BigInteger.valueOf(k + 1L));
    }
    int digits = sum.toString().length();
    double mantissa = new BigDecimal(sum).movePointLeft(digits - 1).doubleValue();
    return digits - 1 + Math.log10(mantissa) - (items - 1) * Math.log10(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 1100", "1, 2000", "37, 3000", "900, 6000", "40, 60", "3, 20"})
  void theLogarithmIsThatOfTheExactSum(int few, int items) {
    double log = McNemar.log10Exact(few, (long) items - few);
    double wanted = Math.min(0, exact(Math.min(few, items - few), items));
    assertThat(log).isCloseTo(wanted, within(1e-9 * Math.abs(wanted) + 1e-12));
  }

  @Test
  void normalProbabilitiesInvertQuantiles() {
    for (double share : new double[] {1e-9, 1e-3, 0.025, 0.3, 0.5, 0.8, 0.999}) {
      assertThat(Normal.below(Normal.quantile(share))).isCloseTo(share, within(1e-13));
    }
    assertThat(Normal.below(-9)).isZero();
    assertThat(Normal.below(9)).isEqualTo(1);
  }
}
