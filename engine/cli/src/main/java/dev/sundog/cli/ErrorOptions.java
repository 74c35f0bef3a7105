// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is done about malformed records. */
@Command
final class ErrorOptions {
  @Option(
      names = "--on-error",
      paramLabel = "ACTION",
      description =
          "What a malformed record does: stop, or skip, which leaves it out and reports it."
              + " Default: stop")
  private @Nullable String action;

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      description =
          "The most records that --on-error skip leaves out before the dump is rejected: a number,"
              + " or a share, which always allows one. Default: 1%%")
  private @Nullable String most;

  /** A spec with these options. */
  DumpSpec in(DumpSpec spec) {
    return spec.with(Field.ON_ERROR, action).with(Field.MAX_ERRORS, most);
  }
}
