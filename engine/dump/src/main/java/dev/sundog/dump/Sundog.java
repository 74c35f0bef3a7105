// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scorer;
import dev.sundog.run.Scores;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Predictions against references in one line, on all processors, with every item's scores and their
 * summary. A program that scores often keeps a {@link Scorer}; one that needs groups, a sink or
 * batches of its own takes an {@link Evaluator}.
 */
public final class Sundog {
  /** The memory and kernels of all calls, kept as long as the program runs. */
  private static final Scorer SCORER = Scorer.of().on(ForkJoinPool.commonPool());

  private Sundog() {}

  /**
   * Scores token ids.
   *
   * @param predictions ids of the predictions, any int; null for none, which counts as wrong
   * @param references ids of the references, as many as predictions; null for none, which leaves
   *     the item unscored
   * @param metrics names of metrics
   * @throws IllegalArgumentException if the counts differ or a metric is unknown
   */
  public static Scores score(int[][] predictions, int[][] references, String... metrics) {
    return SCORER.withMetrics(metrics).score(predictions, references);
  }

  /**
   * Scores texts.
   *
   * @param predictions the model's answers; null for none, which counts as wrong
   * @param references the right answers, as many as predictions; null for none, which leaves the
   *     item unscored
   * @param spec tokenizer, normalizers and extraction; the rest is ignored
   * @param metrics names of metrics
   * @throws IllegalArgumentException if the counts differ or a metric is unknown
   * @throws MalformedDumpException if a text holds a lone surrogate
   */
  public static Scores score(
      List<? extends @Nullable String> predictions,
      List<? extends @Nullable String> references,
      DumpSpec spec,
      String... metrics) {
    return Evaluator.of(metrics).scores(Texts.of(predictions, references, spec));
  }

  /**
   * Scores a dump.
   *
   * @param dump file in any format that {@link Dumps} reads
   * @param spec how it is read
   * @param metrics names of metrics
   * @throws MalformedDumpException if the file is not sound
   */
  public static Scores score(Path dump, DumpSpec spec, String... metrics) {
    try (DumpSource source = Dumps.open(List.of(dump), spec, BatchLimits.DEFAULT)) {
      return Evaluator.of(metrics).scores(source);
    }
  }
}
