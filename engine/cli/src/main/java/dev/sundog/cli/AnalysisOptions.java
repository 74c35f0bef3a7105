package dev.sundog.cli;

import dev.sundog.emergence.EmergenceAnalysis;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How curves are judged: options that the emergence commands share. */
@Command
final class AnalysisOptions {
  private static final double CONFIDENCE = 0.95;

  @Mixin private ResamplingOptions resampling = new ResamplingOptions();

  @Option(
      names = "--level",
      paramLabel = "P",
      description =
          "A prediction is rejected if its p, after Holm, is below this. Default: ${DEFAULT-VALUE}")
  private double level = 0.05;

  @Option(
      names = "--tolerance",
      paramLabel = "R",
      description =
          "Residuals up to this explain a curve however many items show them. Default:"
              + " ${DEFAULT-VALUE}")
  private double tolerance = 0.05;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  int threads() {
    return threads.count();
  }

  long seed() {
    return resampling.seed();
  }

  /** The choices, for people. */
  Map<String, String> described() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("Seed", Long.toString(seed()));
    choices.put("Bootstrap", resampling.resamples() + " resamples, 95 %, percentiles");
    choices.put("Level", level + " after Holm");
    choices.put("Tolerance", "residuals up to " + tolerance);
    return choices;
  }

  /**
   * The options as the analysis takes them.
   *
   * @throws UsageException if one is out of range
   */
  EmergenceAnalysis.Options options() {
    return UsageException.checked(() ->
        new EmergenceAnalysis.Options(
            resampling.bootstrap(CONFIDENCE, threads()), level, tolerance));
  }
}
