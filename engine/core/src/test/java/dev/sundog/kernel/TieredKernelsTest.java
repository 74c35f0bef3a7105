// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.TokenPairs.Alphabet;
import dev.sundog.kernel.TokenPairs.Kind;
import org.junit.jupiter.api.Test;

class TieredKernelsTest {
  @Test
  void scalarUntilVectorPays() {
    TokenPairs pairs = new TokenPairs(42);
    for (int pair = 0; pair < 200; pair++) {
      pairs.add(Kind.UNRELATED, Alphabet.TWENTY, 300, 300);
    }
    KernelSet tiered = new TieredKernels();
    try (BatchAppender appender = TokenPairs.appender();
        KernelScratch scratch = new KernelScratch()) {
      SequenceBatch batch = pairs.batch(appender, 0, pairs.count());
      int[] expected = new int[pairs.count()];
      new ScalarKernels().editDistance(batch.predictions(), batch.references(), scratch, expected);

      int[] out = new int[pairs.count()];
      tiered.editDistance(batch.predictions(), batch.references(), scratch, out);
      assertThat(tiered.description()).isEqualTo("scalar");
      assertThat(out).isEqualTo(expected);

      for (int pass = 0; pass < 500; pass++) {
        tiered.editDistance(batch.predictions(), batch.references(), scratch, out);
      }
      assertThat(tiered.description()).startsWith("scalar, then vector (");
      assertThat(out).isEqualTo(expected);
    }
  }
}
