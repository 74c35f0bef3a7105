// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The seed of everything random. */
@Command
final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of random numbers. Default: ${DEFAULT-VALUE}")
  private long seed;

  /**
   * The option.
   *
   * @param seed its default
   */
  SeedOption(long seed) {
    this.seed = seed;
  }

  long seed() {
    return seed;
  }
}
