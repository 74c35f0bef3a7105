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
    Kernels patient = new TieredKernels();
    try (BatchAppender appender = TokenPairs.appender();
        KernelScratch workspace = new KernelScratch()) {
      SequenceBatch batch = pairs.batch(appender, 0, pairs.count());
      int[] expected = new int[pairs.count()];
      new ScalarKernels()
          .editDistance(batch.predictions(), batch.references(), workspace, expected);

      int[] out = new int[pairs.count()];
      patient.editDistance(batch.predictions(), batch.references(), workspace, out);
      assertThat(patient.description()).isEqualTo("scalar");
      assertThat(out).isEqualTo(expected);

      for (int pass = 0; pass < 500; pass++) {
        patient.editDistance(batch.predictions(), batch.references(), workspace, out);
      }
      assertThat(patient.description()).startsWith("scalar, then vector (");
      assertThat(out).isEqualTo(expected);
    }
  }
}
