// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.perf.compare.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a change of performance is judged. */
@Command
final class PerfJudgement {
  @Option(
      names = "--threshold",
      paramLabel = "SHARE",
      description = "Smallest loss of performance that counts. Default: ${DEFAULT-VALUE}")
  private double threshold = Settings.STANDARD.threshold();

  @Option(
      names = "--correction",
      paramLabel = "NAME",
      description =
          "Correction of p-values for the number of benchmarks: bh (Benjamini-Hochberg), holm, or"
              + " none. Default: bh")
  private Settings.Correction correction = Settings.STANDARD.correction();

  @Mixin private ConfidenceOption confidence = new ConfidenceOption();

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "Number of bootstrap resamples. Default: ${DEFAULT-VALUE}")
  private int resamples = Settings.STANDARD.resamples();

  @Mixin private SeedOption seed = new SeedOption(Settings.STANDARD.seed());

  /** The settings. */
  Settings settings() {
    return UsageException.checked(
        () -> new Settings(threshold, confidence.share(), correction, resamples, seed.seed()));
  }
}
