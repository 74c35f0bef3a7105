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

/** {@code sundog plan}: how many items a test set needs. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says how many items a test set needs.",
    description =
        "For a model that writes a token rightly with probability p and targets of L tokens: the"
            + " share of right targets is p^L.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog plan --p 0.3 --length 5",
      "  sundog plan --p 0.6 --length 3 --chance 0.25 --other-p 0.7 --power 0.9"
    })
final class PlanCommand implements Callable<Integer> {
  @Option(names = "--p", paramLabel = "P", required = true, description = "Right tokens, 0 to 1.")
  private double p;

  @Option(
      names = "--length",
      paramLabel = "L",
      description = "Tokens of a target. Default: ${DEFAULT-VALUE}")
  private int length = 1;

  @Option(
      names = "--chance",
      paramLabel = "Q",
      description = "Share of right targets by guessing. Default: ${DEFAULT-VALUE}")
  private double chance;

  @Option(
      names = "--other-p",
      paramLabel = "P",
      description = "The same of another size of model. Default: a tenth of the way from p to 1")
  private @Nullable Double otherP;

  @Option(
      names = "--level",
      paramLabel = "P",
      description = "Probability of a false alarm. Default: ${DEFAULT-VALUE}")
  private double level = 0.05;

  @Option(
      names = "--power",
      paramLabel = "P",
      description = "Probability of seeing a true difference. Default: ${DEFAULT-VALUE}")
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
                .row("share of right targets, p^L", Figures.value(plan.accuracy()))
                .row("items to see one hit at 95 %", items(plan.itemsForOneHit()))
                .row(
                    "items to tell it from chance (" + plan.chance() + ")",
                    items(plan.itemsAboveChance()))
                .row(
                    "items to tell it from p = " + Figures.value(plan.otherP()),
                    items(plan.itemsApart()))
                .row("the same under the share of right tokens", items(plan.itemsApartSmooth())));
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
