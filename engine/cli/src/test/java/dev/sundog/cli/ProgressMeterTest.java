// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressMeterTest {
  private static String drawn(int columns) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    PrintStream progress = new PrintStream(shown, true, UTF_8);
    try (ProgressMeter meter =
        ProgressMeter.of(new Terminal(nowhere, nowhere, progress, columns), "score")) {
      meter.scored(1_234_567, 0.5);
    }
    return shown.toString(UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"8, 7", "20, 19", "80, 79", "100, 99", "101, 100", "300, 100"})
  void theBarFitsTheTerminal(int columns, int widest) {
    String drawn = drawn(columns);
    assertThat(drawn).contains("score".substring(0, Math.min(5, widest)));
    assertThat(drawn.split("\r", -1))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(widest))
        .anySatisfy(line -> assertThat(line).hasSize(widest));
  }

  @Test
  void nothingIsDrawnWithoutATerminal() {
    assertThat(drawn(0)).isEmpty();
  }
}
