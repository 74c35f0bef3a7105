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

/** {@code sundog mirage meta}: the paper's second set, over any table. */
@Command(
    name = "meta",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Emergence scores of every curve of a table, by metric.",
    description =
        "How scores are distributed under each metric, which share of the high ones falls under"
            + " which, and the swap of each sharp metric for every smooth one of the same task and"
            + " family. Curves of fewer than three sizes, and flat ones, are left out. Intervals of"
            + " the scores stand in the files that are asked for.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog mirage meta results.csv --high 10",
      "  sundog mirage meta bigbench-scores/ --report meta.html"
    })
final class MirageMeta implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Tables, or folders of them.")
  private List<Path> files = List.of();

  @Option(
      names = "--high",
      paramLabel = "ES",
      description = "Scores from here on are high, infinite ones too. Default: ${DEFAULT-VALUE}")
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
          EmergenceAnalysis.of(tables.curves(files), analysisOptions.options(), outputs.wanted());
      List<ScoreDistribution> distributions = ScoreDistribution.byMetric(analysis.curves(), high);
      terminal.say(
          Figures.count(analysis.curves().size()) + " curves; a score is high from " + high);
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
