// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.emergence.EmergenceTables;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.ScalingCurve;
import dev.sundog.metric.DefaultMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sundog emergence}: tests whether a jump is due to the metric. */
@Command(
    name = "emergence",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Tests whether a jump comes from the model or from the metric.",
    description =
        "Reads dumps of models of several sizes (with --scale), or tables of published results"
            + " (CSV, BIG-bench scores_*.json, lm-eval results, or folders of them). Prints the"
            + " emergence score of every curve with its interval, pairs of sharp and smooth metrics"
            + " of the same outputs, and whether the smooth metric explains the sharp one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog emergence runs/*.jsonl --prediction out --reference gold --scale params \\",
      "      --by task,@length --summary emergence.json --report emergence.html",
      "  sundog emergence results.csv --columns \"scale=Params,family=Model Family\"",
      "  sundog emergence wide.csv --join sizes.csv --scale-factor 1e9 \\",
      "      --columns \"key=Model,scale=Size (B),family=Family,values=*\"",
      "  sundog emergence lm-eval-results/ --plots pictures"
    })
final class EmergenceCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Dumps, tables, or folders of tables.")
  private List<Path> files = List.of();

  @Option(
      names = "--scale",
      paramLabel = "PATH",
      description = "Read dumps. PATH is the model size in a record.")
  private @Nullable String scale;

  @Mixin private TableOptions tables = new TableOptions();
  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      description =
          "Metrics of dumps. Default: exact_match, token_accuracy, hamming_distance,"
              + " token_edit_distance; with --logprobs also logprob_mean.")
  private List<String> metrics = List.of();

  @Mixin private EmergenceOutputs outputs = new EmergenceOutputs();
  @Mixin private AnalysisOptions analysisOptions = new AnalysisOptions();
  @Mixin private LimitOptions limits = new LimitOptions();

  private final Terminal terminal;

  EmergenceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (OutputFiles written = outputs.open()) {
      List<ScalingCurve> curves = scale == null ? tables.curves(files, terminal) : ofDumps(scale);
      EmergenceAnalysis analysis = EmergenceAnalysis.of(curves, analysisOptions.options());
      terminal.out().print(EmergenceTables.curves(analysis));
      terminal.out().print(EmergenceTables.swapsBelow(analysis));
      terminal.out().println();
      terminal.out().print(EmergenceTables.verdicts(analysis));
      outputs.write(
          written, terminal, EmergenceFindings.of("Emergence", analysis), analysisOptions);
    }
    return 0;
  }

  private List<ScalingCurve> ofDumps(String scaleName) throws IOException {
    return new DumpCurves(
            terminal, input.options(limits.input()), limits.batch(), analysisOptions.threads())
        .of(files, scaleName, chosenMetrics());
  }

  private List<String> chosenMetrics() {
    if (!metrics.isEmpty()) {
      return metrics;
    }
    List<String> names = new ArrayList<>(DefaultMetrics.CURVES.names());
    names.addAll(input.hasLogprobs() ? DefaultMetrics.LOGPROB_CURVES.names() : List.of());
    return names;
  }
}
