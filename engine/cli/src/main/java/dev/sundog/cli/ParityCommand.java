// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.cli.compare.ItemScores;
import dev.sundog.cli.compare.ParityTable;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.output.AtomicOutput;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.parity.Parity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sundog parity}: differences from the scores of other tools. */
@Command(
    name = "parity",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Lists the items that other tools score differently, and why.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog parity samples.jsonl --prediction output --reference target",
      "  sundog parity --format text --prediction hyp.txt --reference ref.txt --tool torchmetrics"
    })
final class ParityCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DUMP", arity = "0..*", description = "Dumps of one format. - is stdin.")
  private List<Path> dumps = List.of();

  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = "--tool",
      paramLabel = "NAME",
      description = "Tool: lm-eval, helm, jiwer, torchmetrics or evaluate. Default: all")
  private @Nullable String tool;

  @Option(
      names = "--items",
      paramLabel = "K",
      description = "Number of items to list per metric. Default: ${DEFAULT-VALUE}")
  private int items = 5;

  @Mixin private SummaryOption summary = new SummaryOption();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private LimitOptions limits = new LimitOptions();

  private final Terminal terminal;

  ParityCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Parity> parities = parities();
    Scoring scoring = new Scoring(terminal, threads.count());
    BatchLimits batchLimits = limits.batch();
    DumpSpec options = input.options(limits.input());
    var metrics = ParityTable.metrics(parities);
    try (DumpSource source = InputOptions.open(dumps, options, batchLimits)) {
      InputOptions.report(source, options, terminal);
      ItemScores scores = new ItemScores(source.keyNames(), metrics);
      scoring.run(scoring.evaluator(metrics, batchLimits).withSink(scores), source);
      ParityTable table = ParityTable.of(parities, scores, items);
      Path file = summary.file();
      if (file != null) {
        AtomicOutput.write(file, table.json());
      }
      terminal.out().print(table.text());
    }
    return 0;
  }

  private List<Parity> parities() {
    return UsageException.checked(() -> tool == null ? Parity.all() : Parity.with(tool));
  }
}
