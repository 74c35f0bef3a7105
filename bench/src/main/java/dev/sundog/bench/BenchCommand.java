// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench;

import dev.sundog.bench.gate.GateCommand;
import dev.sundog.cli.CommandProvider;
import picocli.CommandLine;

/** {@code sundog bench}: the throughput gate on the user's own machine. */
public final class BenchCommand implements CommandProvider {
  /** The provider, as {@link java.util.ServiceLoader} creates it. */
  public BenchCommand() {}

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public CommandLine command() {
    CommandLine gate = new CommandLine(new GateCommand());
    gate.getCommandSpec()
        .name("bench")
        .usageMessage()
        .header("Measures this machine: every kernel, its scalar twin and a memory copy.")
        .description(
            "Takes about a minute. The column /copy is the kernel's throughput divided by that of a"
                + " copy of the same memory. The command fails if a kernel is below its floor.")
        .footerHeading("%nExamples:%n")
        .footer("  sundog bench", "  sundog bench --readings readings.json");
    return gate;
  }
}
