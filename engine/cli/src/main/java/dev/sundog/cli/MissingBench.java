// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code sundog bench} where the module with the benchmarks is not on the class path. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Measures this machine: every kernel, its scalar twin and a memory copy.",
    description = "Not part of this installation.",
    footerHeading = "%nExamples:%n",
    footer = "  sundog bench")
final class MissingBench implements Callable<Integer> {
  @Unmatched private final List<String> ignored = new ArrayList<>();

  private final Terminal terminal;

  MissingBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.say(
        "bench: this installation has no benchmarks (sundog-bench is not on the class path)."
            + " Use the full distribution, or bench/run gate in a source tree.");
    return Failure.INTERNAL;
  }
}
