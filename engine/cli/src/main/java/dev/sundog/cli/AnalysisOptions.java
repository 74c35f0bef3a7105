package dev.sundog.cli;

import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.statistics.Bootstrap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How curves are judged: options that the emergence commands share. */
@Command
final class AnalysisOptions {
  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "Bootstrap resamples of every curve's items. Default: ${DEFAULT-VALUE}")
  private int resamples = 1000;

  @Option(names = "--seed", paramLabel = "S", description = "Seed. Default: ${DEFAULT-VALUE}")
  private long seed = 42;

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

  @Option(names = "--threads", paramLabel = "N", description = "Threads. Default: all processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  int threads() {
    return threads;
  }

  long seed() {
    return seed;
  }

  /** The choices, for people. */
  Map<String, String> described() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("Seed", Long.toString(seed));
    choices.put("Bootstrap", resamples + " resamples, 95 %, percentiles");
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
            new Bootstrap(resamples, 0.95, seed, threads), level, tolerance));
  }
}
