// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The number of threads. */
@Command
final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads. Default: all processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Number of threads, not checked. */
  int count() {
    return threads;
  }
}
