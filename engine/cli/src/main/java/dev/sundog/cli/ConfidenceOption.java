// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.aggregate.AggregateOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The confidence of intervals. */
@Command
final class ConfidenceOption {
  @Option(
      names = "--confidence",
      paramLabel = "SHARE",
      description = "Confidence level of the intervals. Default: ${DEFAULT-VALUE}")
  private double confidence = AggregateOptions.STANDARD.confidence();

  /** The confidence as a share, not checked. */
  double share() {
    return confidence;
  }
}
