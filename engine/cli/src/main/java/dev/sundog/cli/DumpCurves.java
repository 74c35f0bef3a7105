// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.cli.emergence.Curves;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.emergence.ScalingCurve;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scaling curves of dumps, grouped by model size and other keys.
 *
 * @param terminal shows progress and notes
 * @param options options of the dumps
 * @param limits limits of a batch
 * @param threads number of threads
 */
record DumpCurves(Terminal terminal, DumpSpec options, BatchLimits limits, int threads) {
  /**
   * The curves.
   *
   * @param scale path of the model size in a record
   * @throws UsageException if options contradict each other or the dumps
   */
  List<ScalingCurve> of(List<Path> dumps, String scale, List<String> metrics) throws IOException {
    Scoring scoring = new Scoring(terminal, threads);
    List<String> by = new ArrayList<>(options.by());
    if (!by.contains(scale)) {
      by.add(0, scale);
    }
    try (DumpSource source = InputOptions.open(dumps, options.withBy(by), limits)) {
      InputOptions.report(source, options, terminal);
      return Curves.ofSummary(
          scoring.run(scoring.evaluator(MetricNames.parse(metrics), limits), source),
          scale,
          dumps.getFirst().toString());
    }
  }
}
