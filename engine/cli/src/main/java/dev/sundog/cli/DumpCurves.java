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
 * Curves of dumps, scored by model size and by whatever else they are grouped by.
 *
 * @param terminal where progress is shown
 * @param options how the dumps are read
 * @param limits what a batch refuses
 * @param threads threads that score
 */
record DumpCurves(Terminal terminal, DumpSpec options, BatchLimits limits, int threads) {
  /**
   * The curves.
   *
   * @param scale path of the model's size in a record
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
