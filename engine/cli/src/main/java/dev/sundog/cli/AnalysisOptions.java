// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.emergence.EmergenceAnalysis;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The judgement of curves: options of the emergence commands. */
@Command
final class AnalysisOptions {
  private static final double CONFIDENCE = 0.95;

  @Mixin private ResamplingOptions resampling = new ResamplingOptions();

  @Option(
      names = "--level",
      paramLabel = "P",
      description =
          "Significance level: reject a prediction if its Holm-corrected p is below P. Default:"
              + " ${DEFAULT-VALUE}")
  private double level = 0.05;

  @Option(
      names = "--tolerance",
      paramLabel = "R",
      description =
          "Accept a prediction whose residuals are at most R, whatever its p. Default:"
              + " ${DEFAULT-VALUE}")
  private double tolerance = 0.05;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  int threads() {
    return threads.count();
  }

  long seed() {
    return resampling.seed();
  }

  /** The options as rows of a report. */
  Map<String, String> described() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("Seed", Long.toString(seed()));
    choices.put(
        "Bootstrap",
        resampling.resamples()
            + " resamples, 95 % intervals: percentile and bias-corrected together");
    choices.put("Significance level", level + ", Holm-corrected");
    choices.put("Tolerance", "residuals of at most " + tolerance);
    return choices;
  }

  /**
   * The options of the analysis.
   *
   * @throws UsageException if one is out of range
   */
  EmergenceAnalysis.Options options() {
    return UsageException.checked(() ->
        new EmergenceAnalysis.Options(
            resampling.bootstrap(CONFIDENCE, threads()), level, tolerance));
  }
}
