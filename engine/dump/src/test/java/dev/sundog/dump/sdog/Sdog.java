// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.kernel.Kernels;
import dev.sundog.run.BatchSource;
import dev.sundog.run.Evaluator;
import dev.sundog.run.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Shared steps of the tests of native dumps. */
final class Sdog {
  static final long SEED = Long.getLong("sundog.seed", 42);

  private Sdog() {}

  static WorkerContext worker(List<String> keyNames) {
    return new WorkerContext(BatchLimits.DEFAULT, new GroupKeys(keyNames), Kernels.select());
  }

  /** Writes all batches of a source. */
  static Path convert(BatchSource source, Path target, int threads) throws IOException {
    try (NativeDumpWriter writer = NativeDumpWriter.to(target, source.keyNames())) {
      Evaluator.of(List.of()).withThreads(threads).withSink(writer).run(source);
      writer.commit();
    }
    return target;
  }

  static List<List<String>> read(Path path, boolean recover) {
    try (NativeDumpReader reader =
        NativeDumpReader.open(path, List.of(), BatchLimits.DEFAULT, recover)) {
      return RandomBatches.describeAll(reader);
    }
  }

  static Summary score(BatchSource source, int threads) {
    return Evaluator.of(
            "exact_match",
            "token_edit_distance",
            "token_error_rate",
            "text_exact_match",
            "logprob_sum",
            "perplexity")
        .withThreads(threads)
        .run(source);
  }
}
