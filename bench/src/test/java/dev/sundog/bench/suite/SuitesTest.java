// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.kernel.Kernels;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks are tested too: each runs once, in this JVM, and its answers are checked. */
class SuitesTest {
  private static final String[] WORKLOADS = {"L5", "L65", "W2-near"};

  @Test
  void everySequenceBenchmarkReturnsRightResults() throws RunnerException {
    check("dev\\.sundog\\.bench\\.suite\\.(?!Logits).*", "tokens", "20000", WORKLOADS);
  }

  @Test
  void everyLogitsBenchmarkReturnsRightResults() throws RunnerException {
    check(
        "dev\\.sundog\\.bench\\.suite\\.Logits.*",
        "megabytes",
        "1",
        "300-float32",
        "2049-float16",
        "1025-bfloat16");
  }

  private static void check(String benchmarks, String size, String small, String... workloads)
      throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(benchmarks)
            .param("workload", workloads)
            .param(size, small)
            .forks(0)
            .measurementTime(TimeValue.milliseconds(1))
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    assertThat(results)
        .hasSize(workloads.length * count(benchmarks))
        .allSatisfy(result -> assertThat(result.getSecondaryResults()).containsKey("pairs"));
  }

  @Test
  void aWrongResultFails() {
    try (PairData data = PairData.of("L5", 1_000, Kernels::editDistance)) {
      int[] out = data.pass(Kernels.scalar(), new Counts());
      data.check();
      out[7]++;
      assertThatThrownBy(data::check)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("pair 7");
    }
  }

  private static int count(String benchmarks) {
    var out = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    return (int)
        BenchmarkList.defaultList().getAll(out, List.of()).stream()
            .map(BenchmarkListEntry::getUsername)
            .filter(name -> name.matches(benchmarks))
            .distinct()
            .count();
  }
}
