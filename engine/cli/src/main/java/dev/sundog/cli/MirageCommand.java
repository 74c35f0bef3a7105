// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sundog mirage}: the three experiments of the paper. */
@Command(
    name = "mirage",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "EXPERIMENT",
    header = "Reproduces the experiments of \"Are Emergent Abilities a Mirage?\".",
    description =
        "The three experiments of Schaeffer, Miranda and Koyejo (2023). The paper states no test"
            + " sizes, thresholds or hyper-parameters; ours are defaults of the options.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog mirage arithmetic",
      "  sundog mirage meta results.csv",
      "  sundog mirage induce errors.jsonl"
    })
final class MirageCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command and its experiments. */
  static CommandLine of(Terminal terminal) {
    return new CommandLine(new MirageCommand())
        .addSubcommand(new MirageArithmetic(terminal))
        .addSubcommand(new MirageMeta(terminal))
        .addSubcommand(new MirageInduce(terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "missing experiment: arithmetic, meta or induce");
  }
}
