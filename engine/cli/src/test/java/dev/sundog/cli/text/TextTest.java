// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void whatATerminalWouldActOnIsShownAsReplacement() {
    assertThat(PlainText.line("a\u001b[31mb\n\tc\u009b\u0000\u007f\r"))
        .isEqualTo("a\uFFFD[31mb\uFFFD\uFFFDc\uFFFD\uFFFD\uFFFD\uFFFD");
    assertThat(PlainText.line("\u202Eevil\u2066\u2028\uD800"))
        .isEqualTo("\uFFFDevil\uFFFD\uFFFD\uFFFD");
    assertThat(PlainText.line("plain text, naïve 日本 🌞")).isEqualTo("plain text, naïve 日本 🌞");
  }

  @Test
  void columnsKeepToTheirSides() {
    Table table =
        Table.of(Table.Side.LEFT, Table.Side.RIGHT).row("metric", "n").row("a\n", "1,000");
    assertThat(table).hasToString("metric      n\na\uFFFD      1,000\n");
    assertThatThrownBy(() -> table.row("one")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void figuresAreShortAndTheSameEverywhere() {
    assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Figures.value(0.123456789)).isEqualTo("0.123457");
    assertThat(Figures.value(1234.56789)).isEqualTo("1234.57");
    assertThat(Figures.value(-3)).isEqualTo("-3");
    assertThat(Figures.value(1e-7)).isEqualTo("1.0000e-07");
    assertThat(Figures.value(2.5e12)).isEqualTo("2.5000e+12");
    assertThat(Figures.value(Double.NaN)).isEqualTo("-");
    assertThat(Figures.value(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    assertThat(Figures.scaled(12_345_678)).isEqualTo("12.3 M");
    assertThat(Figures.scaled(999.9)).isEqualTo("1.00 k");
    assertThat(Figures.scaled(5)).isEqualTo("5");
    assertThat(Figures.scaled(0.34)).isEqualTo("0.3");
    assertThat(Figures.scaled(0.034)).isEqualTo("0.03");
    assertThat(Figures.scaled(0)).isEqualTo("0");
    assertThat(Figures.chosen(0.05)).isEqualTo("0.05");
    assertThat(Figures.chosen(1)).isEqualTo("1");
    assertThat(Figures.percent(0.95)).isEqualTo("95 %");
    assertThat(Figures.percent(0.999)).isEqualTo("99.9 %");
  }
}
