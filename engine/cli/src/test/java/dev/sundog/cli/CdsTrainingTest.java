// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdsTrainingTest {
  @TempDir Path folder;

  @Test
  void everyCommandSucceedsAndWritesItsOutputs() throws IOException {
    assertThat(CdsTraining.in(folder)).isZero();
    for (String name : new String[] {"summary.json", "scores.csv", "dump.sdog", "report.html"}) {
      assertThat(folder.resolve(name)).isNotEmptyFile();
    }
  }
}
