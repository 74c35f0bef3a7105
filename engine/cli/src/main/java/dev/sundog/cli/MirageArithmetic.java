// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.cli.demo.MirageSource;
import dev.sundog.cli.emergence.Curves;
import dev.sundog.cli.emergence.EmergenceTables;
import dev.sundog.cli.text.Figures;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.ScalingCurve;
import dev.sundog.metric.DefaultMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sundog mirage arithmetic}: the paper's first experiment, simulated or on dumps. */
@Command(
    name = "arithmetic",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Compares sharp and smooth metrics of the same outputs at two test-set sizes.",
    description = {
      "Simulates the paper's model: four model sizes, targets of 1 to 5 tokens, each token correct"
          + " with probability p = exp(-(N/c)^a), a = -0.5, c = 1e10. With --dump it reads outputs"
          + " of your own models instead, grouped by size and reference length.",
      "Prints exact match and edit distance by size and length, next to the values p^L and L(1-p)"
          + " that the law fitted to the edit distance predicts, then emergence scores and"
          + " verdicts."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog mirage arithmetic",
      "  sundog mirage arithmetic --items 100,1000000",
      "  sundog mirage arithmetic --dump sums-200.jsonl sums-5000.jsonl --prediction out \\",
      "      --reference gold --scale params --by task"
    })
final class MirageArithmetic implements Callable<Integer> {
  private static final List<String> METRICS = DefaultMetrics.ARITHMETIC.names();
  private static final int CELLS = 20;
  private static final long MOST_ITEMS = 1L << 40;

  @Option(
      names = "--items",
      paramLabel = "N",
      split = ",",
      description = "Items per model and target length, one or more sizes. Default: 200,50000")
  private List<Long> items = List.of();

  @Option(
      names = "--dump",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Dumps of your own models, instead of the simulation.")
  private List<Path> dumps = List.of();

  @Option(
      names = "--scale",
      paramLabel = "PATH",
      description = "Path of the model size in a record. Default: ${DEFAULT-VALUE}")
  private String scale = "params";

  @Mixin private InputOptions input = new InputOptions();
  @Mixin private EmergenceOutputs outputs = new EmergenceOutputs();
  @Mixin private AnalysisOptions analysisOptions = new AnalysisOptions();
  @Mixin private LimitOptions limits = new LimitOptions();

  private final Terminal terminal;

  MirageArithmetic(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (!dumps.isEmpty() && !items.isEmpty()) {
      throw new UsageException("--items is the size of the simulation; remove it, or --dump");
    }
    try (OutputFiles written = outputs.open()) {
      List<ScalingCurve> curves = dumps.isEmpty() ? ofTheLaw() : ofDumps();
      EmergenceAnalysis analysis = EmergenceAnalysis.of(curves, analysisOptions.options());
      terminal
          .out()
          .print(EmergenceTables.predictions(analysis, METRICS.getFirst(), METRICS.getLast()));
      terminal.out().println();
      terminal.out().print(EmergenceTables.swaps(analysis));
      terminal.out().println();
      terminal.out().print(EmergenceTables.verdicts(analysis));
      outputs.write(
          written, terminal, EmergenceFindings.of("Mirage: arithmetic", analysis), analysisOptions);
    }
    return 0;
  }

  private List<ScalingCurve> ofDumps() throws IOException {
    DumpSpec options = input.options(limits.input());
    List<String> by = new ArrayList<>(options.by());
    if (by.stream().noneMatch(Curves::isLength)) {
      by.add(DumpSpec.LENGTH);
    }
    return new DumpCurves(terminal, options.withBy(by), limits.batch(), analysisOptions.threads())
        .of(dumps, scale, METRICS);
  }

  private List<ScalingCurve> ofTheLaw() {
    List<ScalingCurve> curves = new ArrayList<>();
    for (long size : items.isEmpty() ? List.of(200L, 50_000L) : items) {
      if (size < 1 || size > MOST_ITEMS) {
        throw new UsageException("--items must be from 1 to " + MOST_ITEMS + ", not " + size);
      }
      curves.addAll(measured(size));
    }
    return curves;
  }

  private List<ScalingCurve> measured(long size) {
    Scoring scoring = new Scoring(terminal, analysisOptions.threads());
    String task = Figures.count(size) + " items";
    try (MirageSource source =
        new MirageSource(CELLS * size, analysisOptions.seed(), BatchLimits.DEFAULT.batchItems())) {
      return Curves.ofSummary(
              scoring.run(
                  scoring.evaluator(MetricNames.parse(METRICS), BatchLimits.DEFAULT), source),
              source.keyNames().getFirst(),
              "model")
          .stream()
          .map(curve -> named(curve, task))
          .toList();
    }
  }

  private static ScalingCurve named(ScalingCurve curve, String task) {
    CurveKey key = curve.key();
    return new ScalingCurve(
        new CurveKey(task, key.metric(), "model", key.length()),
        curve.lowerIsBetter(),
        curve.points());
  }
}
