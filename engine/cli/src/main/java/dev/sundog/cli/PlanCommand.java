// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.emergence.EmergenceJson;
import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import dev.sundog.dump.output.AtomicOutput;
import dev.sundog.emergence.ResolutionPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sundog plan}: the size of a test set. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Computes how many items a test set needs.",
    description =
        "The model predicts each token correctly with probability p. A target of L tokens is then"
            + " an exact match with probability p^L.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog plan --p 0.3 --length 5",
      "  sundog plan --p 0.6 --length 3 --chance 0.25 --other-p 0.7 --power 0.9"
    })
final class PlanCommand implements Callable<Integer> {
  @Option(
      names = "--p",
      paramLabel = "P",
      required = true,
      description = "Probability of a correct token, above 0 and at most 1.")
  private double p;

  @Option(
      names = "--length",
      paramLabel = "L",
      description = "Tokens per target. Default: ${DEFAULT-VALUE}")
  private int length = 1;

  @Option(
      names = "--chance",
      paramLabel = "Q",
      description = "Exact-match rate of guessing. Default: ${DEFAULT-VALUE}")
  private double chance;

  @Option(
      names = "--other-p",
      paramLabel = "P",
      description = "Probability of a correct token for a second model. Default: p + (1 - p) / 10")
  private @Nullable Double otherP;

  @Option(
      names = "--level",
      paramLabel = "P",
      description = "Significance level of the tests. Default: ${DEFAULT-VALUE}")
  private double level = 0.05;

  @Option(
      names = "--power",
      paramLabel = "P",
      description = "Power of the tests. Default: ${DEFAULT-VALUE}")
  private double power = 0.8;

  @Mixin private SummaryOption summary = new SummaryOption();

  private final Terminal terminal;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ResolutionPlan plan = plan();
    Path file = summary.file();
    if (file != null) {
      AtomicOutput.write(file, EmergenceJson.of(plan));
    }
    terminal
        .out()
        .print(
            Table.of(1, 1)
                .row("p = " + p + ", L = " + length, "")
                .row("exact-match rate, p^L", Figures.value(plan.accuracy()))
                .row("items for at least one hit (95 %)", items(plan.itemsForOneHit()))
                .row(
                    "items to distinguish p^L from chance (" + Figures.chosen(plan.chance()) + ")",
                    items(plan.itemsAboveChance()))
                .row(
                    "items to distinguish p from "
                        + Figures.value(plan.otherP())
                        + " by exact match",
                    items(plan.itemsApart()))
                .row("the same by token accuracy", items(plan.itemsApartSmooth())));
    return 0;
  }

  private ResolutionPlan plan() {
    return UsageException.checked(() ->
        ResolutionPlan.of(
            p, length, chance, otherP == null ? p + (1 - p) / 10 : otherP, level, power));
  }

  private static String items(long items) {
    return items == ResolutionPlan.NEVER ? "never" : Figures.count(items);
  }
}
