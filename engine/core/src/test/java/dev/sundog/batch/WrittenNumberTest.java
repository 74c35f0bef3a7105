// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenNumberTest {
  private static boolean same(String text, String value) {
    WrittenNumber last = WrittenNumber.last(text);
    WrittenNumber wanted = new WrittenNumber(new BigDecimal(value), BigDecimal.ONE);
    return last != null && last.isNear(wanted, BigDecimal.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "it is 41, no: 42.|42",
        "$1,234.50|1234.5",
        "-$7|-7",
        "\\boxed{$12{,}750}|12750",
        "12\\,750|12750",
        "1\u2009000\u2009000|1000000",
        "pick 3,4|4",
        "1,2345|2345",
        "1234,567|567",
        "\u22128|-8",
        "7\u22128|8",
        "20\u201330|30",
        "x-9|9",
        "6 - 2|2",
        "6 -2|-2",
        ".25|0.25",
        "3/4|0.75",
        "-3/4|-0.75",
        "\\frac{1}{8}|0.125",
        "1/2/2024|2024",
        "3/0|0",
        "12 %|12",
        "12\\%|12",
        "1.5e3|1500",
        "2E-2|0.02",
        "6.02 \u00D7 10^23|6.02e23",
        "4 \\times 10^{-3}|0.004",
        "version 2.5.1|1",
      })
  void theLastNumberIsReadAsWritten(String text, String value) {
    assertThat(same(text, value)).as("%s reads as %s", text, WrittenNumber.last(text)).isTrue();
  }

  @Test
  void textsWithoutANumberHaveNone() {
    assertThat(WrittenNumber.last("")).isNull();
    assertThat(WrittenNumber.last("none, - . e5x".replace("5", ""))).isNull();
    assertThat(WrittenNumber.last("9".repeat(WrittenNumber.LONGEST + 1))).isNull();
  }

  @Test
  void fractionsAreComparedExactly() {
    WrittenNumber third = requireNonNull(WrittenNumber.last("1/3"));
    WrittenNumber decimal = requireNonNull(WrittenNumber.last("0.3333333333333333"));
    WrittenNumber same = requireNonNull(WrittenNumber.last("2/6"));
    assertThat(third.isNear(decimal, BigDecimal.ZERO)).isFalse();
    assertThat(third.isNear(decimal, new BigDecimal("1e-9"))).isTrue();
    assertThat(third.isNear(same, BigDecimal.ZERO)).isTrue();
  }

  @Test
  void hostileTextsTakeLinearTime() {
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (String part : new String[] {"1,234", ",234", "1/", "9", "1e", "{,}", "\\frac{1}"}) {
            WrittenNumber.last("1" + part.repeat(100_000) + "5");
          }
        });
  }
}
