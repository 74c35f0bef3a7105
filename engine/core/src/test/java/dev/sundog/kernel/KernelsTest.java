// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.TokenPairs.Alphabet;
import dev.sundog.kernel.TokenPairs.Kind;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of arguments, before any kernel runs. */
class KernelsTest {
  interface PairKernel {
    void run(TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out);
  }

  static PairKernel[] pairKernels() {
    Kernels kernels = Kernels.scalar();
    return new PairKernel[] {
      kernels::exactMatch,
      kernels::commonPrefix,
      kernels::hammingDistance,
      kernels::editDistance,
      (p, r, scratch, out) -> kernels.boundedEditDistance(p, r, 1, scratch, out),
      kernels::alignmentHits,
      kernels::commonSubsequence
    };
  }

  @ParameterizedTest
  @MethodSource("pairKernels")
  void columnsOfDifferentCountAreRefused(PairKernel kernel) {
    try (BatchAppender appender = TokenPairs.appender();
        BatchAppender other = TokenPairs.appender();
        KernelScratch scratch = new KernelScratch()) {
      SequenceBatch three = batch(appender, 3);
      SequenceBatch four = batch(other, 4);
      assertThatThrownBy(
              () -> kernel.run(three.predictions(), four.references(), scratch, new int[4]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 predictions of 2 bytes a token, 4 references of 2 bytes");
    }
  }

  @ParameterizedTest
  @MethodSource("pairKernels")
  void columnsOfDifferentWidthAreRefused(PairKernel kernel) {
    TokenPairs wide = new TokenPairs(42);
    int[] ids = new int[70_000];
    Arrays.setAll(ids, id -> id * 31);
    wide.add(ids, ids.clone());
    try (BatchAppender appender = TokenPairs.appender();
        BatchAppender other = TokenPairs.appender();
        KernelScratch scratch = new KernelScratch()) {
      SequenceBatch narrow = batch(appender, 1);
      SequenceBatch wider = wide.batch(other, 0, 1);
      assertThatThrownBy(
              () -> kernel.run(narrow.predictions(), wider.references(), scratch, new int[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Count and width must be equal");
    }
  }

  @ParameterizedTest
  @MethodSource("pairKernels")
  void anOutputThatIsTooSmallIsRefused(PairKernel kernel) {
    try (BatchAppender appender = TokenPairs.appender();
        KernelScratch scratch = new KernelScratch()) {
      SequenceBatch batch = batch(appender, 3);
      assertThatThrownBy(
              () -> kernel.run(batch.predictions(), batch.references(), scratch, new int[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("room for 2 results; the column has 3 entries");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void aBoundOutOfRangeIsRefused(int bound) {
    try (BatchAppender appender = TokenPairs.appender();
        KernelScratch scratch = new KernelScratch()) {
      SequenceBatch batch = batch(appender, 1);
      assertThatThrownBy(() ->
              Kernels.scalar()
                  .boundedEditDistance(
                      batch.predictions(), batch.references(), bound, scratch, new int[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The bound is " + bound);
    }
  }

  private static SequenceBatch batch(BatchAppender appender, int count) {
    TokenPairs pairs = new TokenPairs(42);
    for (int pair = 0; pair < count; pair++) {
      pairs.add(Kind.NEAR, Alphabet.TWENTY, 5, 5);
    }
    return pairs.batch(appender, 0, count);
  }
}
