// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.emergence.EmergenceTables;
import dev.sundog.cli.emergence.InducedCharts;
import dev.sundog.cli.emergence.InducedCurves;
import dev.sundog.cli.emergence.InducedItems;
import dev.sundog.cli.emergence.InducedTables;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.InducedScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sundog mirage induce}: the paper's third experiment, on item values. */
@Command(
    name = "induce",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Induces jumps: turns a smooth metric into sharp ones.",
    description = {
      "Reads one value per item: JSON Lines (plain, .gz or .zst) or CSV with family, scale and"
          + " value (rename them with --columns). The kind of the values selects the sharp"
          + " metric:",
      "  a number, the error of an item    reconstruction(c): share of errors below c",
      "  true or false                     all_of_k: probability that K items are all correct",
      "  an array of true and false        subset_accuracy: share of items whose first L labels"
          + " are correct",
      "Prints the smooth curve and the sharp ones with their emergence scores, and counts the"
          + " sharp curves whose score is a multiple of the smooth one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog mirage induce errors.jsonl",
      "      {\"id\":\"17\",\"family\":\"net\",\"scale\":2353,\"value\":60.125}",
      "      {\"id\":\"17\",\"family\":\"cnn\",\"scale\":\"1.3B\",\"value\":true}",
      "      {\"id\":\"17\",\"scale\":350e6,\"value\":[true,true,false,true,true]}",
      "  sundog mirage induce answers.csv --right --largest-k 64",
      "  sundog mirage induce errors.csv --columns value=squared_error,scale=width",
      "",
      "From any dump, through a file of scores:",
      "  sundog score runs.jsonl --prediction out --reference gold --by params --scores"
          + " items.jsonl",
      "  sundog mirage induce items.jsonl --columns scale=key.params,value=scores.token_error_rate",
      "",
      "The optional module engine/induce trains the three networks of the paper and writes such",
      "dumps. In a source tree: mvn -B -Pinduce -pl engine/induce -am package"
    })
final class MirageInduce implements Callable<Integer> {
  private static final Pattern DUMP =
      Pattern.compile(".*\\.(jsonl|ndjson)(\\.(gz|zst))?", Pattern.CASE_INSENSITIVE);

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "JSON Lines (.jsonl, .jsonl.gz, .jsonl.zst) or CSV tables.")
  private List<Path> files = List.of();

  @Option(names = "--right", description = "Numbers are 1 (correct) or 0, not errors.")
  private boolean right;

  @Option(
      names = "--thresholds",
      paramLabel = "N",
      description =
          "Number of thresholds to print, at evenly spaced quantiles of all errors. Default:"
              + " ${DEFAULT-VALUE}")
  private int thresholds = 19;

  @Option(
      names = "--largest-k",
      paramLabel = "K",
      description = "Print all_of_k for 1 to K items. Default: ${DEFAULT-VALUE}")
  private int largestK = 32;

  @Option(
      names = "--times",
      paramLabel = "X",
      description =
          "Count the sharp curves whose score is at least X times the smooth one, and draw a line"
              + " there. Default: ${DEFAULT-VALUE}")
  private double times = 5;

  @Mixin private TableOptions tables = new TableOptions();
  @Mixin private EmergenceOutputs outputs = new EmergenceOutputs();
  @Mixin private AnalysisOptions analysisOptions = new AnalysisOptions();
  @Mixin private LimitOptions limits = new LimitOptions();

  private final Terminal terminal;

  MirageInduce(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (thresholds < 1 || largestK < 1 || !(times > 0)) {
      throw new UsageException("--thresholds, --largest-k and --times must be greater than 0");
    }
    try (OutputFiles written = outputs.open()) {
      InducedCurves induced = items().curves(thresholds, largestK);
      EmergenceAnalysis analysis =
          EmergenceAnalysis.of(induced.curves(), analysisOptions.options());
      SortedMap<String, InducedScores> every = induced.everyScore();
      terminal.out().print(InducedTables.of(analysis));
      every.forEach((family, scores) ->
          terminal
              .out()
              .print(InducedTables.every(induced.sharp(), family, scores, analysis, times)));
      terminal.out().print(EmergenceTables.swapsBelow(analysis));
      if (!analysis.swaps().isEmpty()) {
        terminal.out().println();
        terminal.out().print(EmergenceTables.verdicts(analysis));
      }
      outputs.write(
          written,
          terminal,
          EmergenceFindings.of("Mirage: induced emergence", analysis)
              .withInduced(every, InducedCharts.of(induced, every, analysis, times)),
          analysisOptions);
    }
    return 0;
  }

  private InducedItems items() throws IOException {
    InducedItems items = new InducedItems(right);
    for (Path file : files) {
      if (DUMP.matcher(file.toString()).matches()) {
        tables.outcomes(file, limits.input(), items::add);
      } else {
        tables.results(List.of(file), terminal).forEach(items::add);
      }
    }
    return items;
  }
}
