// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoCommandTest {
  @Test
  void measuredValuesMatchTheirPredictions() {
    CommandResult result = CommandResult.by("demo", "--items", "20000", "--seed", "3");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("20,000 items, seed 3")
        .contains("exact_match")
        .contains("token_edit_distance")
        .containsPattern("175B +0\\.7874 +0\\.7\\d{3} \\(0\\.7874\\)")
        .containsPattern("350M +0\\.0048 +0\\.\\d{4} \\(0\\.0048\\)");
    assertThat(result.err())
        .contains("scored 20,000 items")
        .contains("items/s")
        .contains("kernels")
        .contains("sundog score");
  }

  @Test
  void theSameForAnyNumberOfThreads() {
    String one = CommandResult.by("demo", "--items", "50000", "--threads", "1").out();
    assertThat(CommandResult.by("demo", "--items", "50000", "--threads", "7").out()).isEqualTo(one);
  }

  @Test
  void cellsWithoutItemsAreEmpty() {
    assertThat(CommandResult.by("demo", "--items", "1").out()).contains("- (0.7874)");
  }
}
