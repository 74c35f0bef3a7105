// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.statistics.Bootstrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The bootstrap: its resamples and seed. */
@Command
final class ResamplingOptions {
  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "Number of bootstrap resamples. Default: ${DEFAULT-VALUE}")
  private int resamples = AggregateOptions.STANDARD.resamples();

  @Mixin private SeedOption seed = new SeedOption(AggregateOptions.STANDARD.seed());

  int resamples() {
    return resamples;
  }

  long seed() {
    return seed.seed();
  }

  /**
   * The bootstrap.
   *
   * @throws IllegalArgumentException if an option is out of range
   */
  Bootstrap bootstrap(double confidence, int threads) {
    return new Bootstrap(resamples, confidence, seed(), threads);
  }
}
