// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.TokenSequences;
import dev.sundog.fixture.Naive;
import dev.sundog.kernel.Kernels;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads, memory and interruption of a scorer that is shared. */
class ScorerThreadsTest {
  private static int[][] rows(long seed, int count) {
    Random random = new Random(seed);
    int[][] rows = new int[count][];
    for (int row = 0; row < count; row++) {
      rows[row] = random.ints(random.nextInt(30), 0, 20).toArray();
    }
    return rows;
  }

  private static int[] distances(int[][] predictions, int[][] references) {
    int[] distances = new int[predictions.length];
    for (int pair = 0; pair < distances.length; pair++) {
      distances[pair] = Naive.editDistance(predictions[pair], references[pair]);
    }
    return distances;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 64})
  void callersShareOneScorer(int callers) throws Exception {
    try (Scorer scorer = Scorer.of("token_edit_distance");
        ExecutorService executor = Executors.newFixedThreadPool(callers)) {
      callers(callers, scorer, executor);
    }
  }

  @Test
  void virtualThreadsShareOneScorer() throws Exception {
    try (Scorer scorer = Scorer.of("token_edit_distance");
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      callers(2_000, scorer, executor);
    }
  }

  private static void callers(int callers, Scorer scorer, ExecutorService executor)
      throws Exception {
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      int seed = caller;
      calls.add(() -> {
        int[][] predictions = rows(seed, 1 + seed % 50);
        int[][] references = rows(seed + 1_000_000, 1 + seed % 50);
        int[] expected = distances(predictions, references);
        for (int call = 0; call < 20; call++) {
          assertThat(scorer.editDistances(predictions, references)).isEqualTo(expected);
          assertThat(scorer.score(predictions, references).value("token_edit_distance", 0))
              .isEqualTo(expected[0]);
        }
        return true;
      });
    }
    for (Future<Boolean> call : executor.invokeAll(calls)) {
      assertThat(call.get()).isTrue();
    }
  }

  @Test
  void anExecutorThatRunsNothingOnlyMakesTheCallSlower() {
    int[][] predictions = rows(1, 2_000);
    int[][] references = rows(2, 2_000);
    int[] expected = distances(predictions, references);
    try (Scorer scorer = Scorer.of();
        ExecutorService pool = Executors.newFixedThreadPool(2)) {
      assertThat(scorer.on(task -> {}).editDistances(predictions, references)).isEqualTo(expected);
      assertThat(scorer.on(pool).editDistances(predictions, references)).isEqualTo(expected);
      pool.shutdown();
      assertThat(scorer.on(pool).editDistances(predictions, references)).isEqualTo(expected);
    }
  }

  @Test
  void threadsEndWithTheScorer() {
    int[][] rows = rows(1, 5_000);
    Scorer scorer = Scorer.of();
    scorer.threads(3).editDistances(rows, rows);
    assertThat(scorerThreads()).isNotEmpty();
    scorer.close();
    assertThat(scorerThreads()).isEmpty();
  }

  private static List<String> scorerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("sundog-scorer-"))
        .toList();
  }

  @Test
  void anInterruptedCallEnds() {
    int[][] rows = rows(1, 50_000);
    try (Scorer scorer = Scorer.of()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> scorer.editDistances(rows, rows))
          .isInstanceOf(CancellationException.class)
          .hasMessageStartingWith("The call was interrupted after pair ");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(scorer.editDistances(rows, rows)).containsOnly(0);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // null is what the test is about
  void aFailureEndsTheCallOfAllThreads() {
    int[][] rows = rows(1, 50_000);
    int[][] broken = rows.clone();
    broken[40_000] = null;
    try (Scorer scorer = Scorer.of()) {
      assertThatThrownBy(() -> scorer.threads(3).editDistances(rows, broken))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("references[40000] is null");
    }
  }

  @Test
  void memoryReturnedAfterCloseIsFreed() {
    ScorerMemory memory = new ScorerMemory(BatchLimits.DEFAULT, Kernels.scalar());
    ScorerWorker idle = memory.take();
    ScorerWorker busy = memory.take();
    memory.give(idle);
    memory.close();
    int[] ids = {1};
    assertThatThrownBy(() -> idle.editDistance(ids, ids)).isInstanceOf(IllegalStateException.class);
    assertThat(busy.editDistance(ids, ids)).isZero();
    memory.give(busy);
    assertThatThrownBy(() -> busy.editDistance(ids, ids)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMillionCallsAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[][] predictions = rows(1, 3);
    int[][] references = rows(2, 3);
    TokenSequences one = TokenSequences.of(new int[] {1, 2, 3}, new int[] {0, 3});
    int[] out = new int[3];
    try (Scorer scorer = Scorer.of()) {
      for (int call = 0; call < 500_000; call++) {
        scorer.editDistances(predictions, references, out);
        scorer.editDistances(one, one, out);
      }
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 20; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int call = 0; call < 25_000; call++) {
          scorer.editDistances(predictions, references, out);
          scorer.editDistances(one, one, out);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).isLessThan(25_000);
    }
  }
}
