// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is interrupted inside one pair of a minute ends at once. */
class StopInsidePairTest {
  private static final int TOKENS = 1 << 20;
  private static final long MOST_MILLIS = 2_000;

  private static int[] tokens(long seed) {
    return new Random(seed).ints(TOKENS, 0, 1000).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token_edit_distance",
        "lcs_length",
        "alignment_hits",
        "bounded_edit_distance=900000"
      })
  void aLongPairIsLeft(String metric) throws InterruptedException {
    for (Kernels kernels : new Kernels[] {Kernels.scalar(), Kernels.vector()}) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread run =
          new Thread(() -> {
            try (SequenceBatch batch =
                SequenceBatch.of(new int[][] {tokens(1)}, new int[][] {tokens(2)})) {
              Evaluator.of(metric).withKernels(kernels).scores(batch);
            } catch (RuntimeException e) {
              thrown.set(e);
            }
          });
      run.start();
      Thread.sleep(700);
      long stopped = System.nanoTime();
      run.interrupt();
      run.join(MOST_MILLIS);
      boolean alive = run.isAlive();
      System.out.printf(
          "%s, %s: left after %d ms%n",
          metric, kernels.description(), (System.nanoTime() - stopped) / 1_000_000);
      assertThat(alive).isFalse();
      assertThat(thrown.get()).isInstanceOf(CancellationException.class);
    }
  }
}
