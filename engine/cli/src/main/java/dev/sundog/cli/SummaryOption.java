// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The file of results for programs. */
@Command
final class SummaryOption {
  @Option(names = "--summary", paramLabel = "FILE", description = "Write the results as JSON.")
  private @Nullable Path summary;

  /** The file, or null if none is wanted. */
  @Nullable Path file() {
    return summary;
  }
}
