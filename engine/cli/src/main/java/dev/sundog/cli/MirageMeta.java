// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.emergence.EmergenceTables;
import dev.sundog.cli.text.Figures;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.ScoreDistribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sundog mirage meta}: the paper's second experiment, on any table. */
@Command(
    name = "meta",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows the emergence scores of a table by metric.",
    description =
        "Prints the distribution of scores per metric, the share of high scores per metric, and"
            + " every pair of a sharp and a smooth metric of the same task and family. Curves with"
            + " fewer than three sizes and flat curves are left out. The output files also hold"
            + " intervals of the scores.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog mirage meta results.csv --high 10",
      "  sundog mirage meta bigbench-scores/ --report meta.html"
    })
final class MirageMeta implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Tables, or folders of tables.")
  private List<Path> files = List.of();

  @Option(
      names = "--high",
      paramLabel = "ES",
      description = "Smallest score that counts as high. Default: ${DEFAULT-VALUE}")
  private double high = EmergenceFindings.HIGH;

  @Mixin private TableOptions tables = new TableOptions();
  @Mixin private EmergenceOutputs outputs = new EmergenceOutputs();
  @Mixin private AnalysisOptions analysisOptions = new AnalysisOptions();

  private final Terminal terminal;

  MirageMeta(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (OutputFiles written = outputs.open()) {
      EmergenceAnalysis analysis =
          EmergenceAnalysis.of(
              tables.curves(files, terminal), analysisOptions.options(), outputs.wanted());
      List<ScoreDistribution> distributions = ScoreDistribution.byMetric(analysis.curves(), high);
      terminal.say(
          Figures.count(analysis.curves().size())
              + " curves; scores of "
              + Figures.chosen(high)
              + " or more are high");
      terminal.out().print(EmergenceTables.distributions(distributions));
      terminal.out().print(EmergenceTables.swapsBelow(analysis));
      outputs.write(
          written,
          terminal,
          EmergenceFindings.of("Mirage: meta-analysis", analysis)
              .withDistributions(distributions, high),
          analysisOptions);
    }
    return 0;
  }
}
