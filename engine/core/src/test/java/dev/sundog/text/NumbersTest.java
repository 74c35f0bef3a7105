// SPDX-License-Identifier: Apache-2.0
package dev.sundog.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are numbers. */
final class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0.0",
    "+1, 1",
    "007, 7",
    "1., 1",
    ".5, 0.5",
    "-.5e-2, -0.005",
    "1E+3, 1000",
    "4.9e-324, 4.9e-324",
    "1e-999, 0",
    "inf, Infinity",
    "+inf, Infinity",
    "-inf, -Infinity",
    "-Infinity, -Infinity",
    "nan, NaN",
    "NaN, NaN",
    "-nan, NaN"
  })
  void numbers(String text, double value) {
    assertThat(Numbers.parse(text)).isEqualTo(Double.valueOf(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " 1",
        "1 ",
        "\t1",
        "1f",
        "1d",
        "0x1p3",
        "1_000",
        "1,5",
        "--1",
        "+-1",
        "+",
        "-",
        ".",
        "-.",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1e5.",
        "1.5.2",
        "INF",
        "NAN",
        "infinity",
        "١٢",
        "1e5f"
      })
  void otherTexts(String text) {
    assertThatExceptionOfType(NumberFormatException.class)
        .isThrownBy(() -> Numbers.parse(text))
        .withMessage("\"" + text + "\" is not a number");
  }

  @Test
  void numbersBeyondTheRange() {
    assertThatExceptionOfType(NumberFormatException.class)
        .isThrownBy(() -> Numbers.parse("-1e999"))
        .withMessage("\"-1e999\" is beyond the range of float64");
  }

  @Test
  void longTextsAreShortened() {
    assertThat(Numbers.quote("x".repeat(41))).isEqualTo("\"" + "x".repeat(40) + "…\"");
    assertThat(Numbers.quote("x".repeat(40))).isEqualTo("\"" + "x".repeat(40) + "\"");
  }
}
