// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.cli.compare.Comparison;
import dev.sundog.cli.compare.ComparisonJson;
import dev.sundog.cli.compare.ComparisonText;
import dev.sundog.cli.compare.Comparisons;
import dev.sundog.cli.compare.Gate;
import dev.sundog.cli.compare.ItemScores;
import dev.sundog.cli.compare.ScoresReader;
import dev.sundog.cli.report.ComparisonReport;
import dev.sundog.cli.report.ForestCharts;
import dev.sundog.cli.text.Figures;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.metric.DefaultMetrics;
import dev.sundog.metric.Metric;
import dev.sundog.statistics.PairedPermutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sundog compare}: tests whether two dumps differ. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Compares two dumps, or two files of scores, item by item.",
    description = {
      "Joins the items by group and id (without ids: by number). For each metric it prints the"
          + " difference (candidate minus base) with a paired bootstrap interval, the p-value of"
          + " the exact McNemar test (0/1 metrics) or of a paired permutation test, the p-values"
          + " corrected for multiple testing, and the items that got worse.",
      "Files of scores (score --scores FILE) hold item values only: a ratio such as"
          + " token_error_rate is then compared by the mean of its item values. With --format text,"
          + " BASE and CANDIDATE are files of predictions."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog compare old.jsonl new.jsonl --prediction output --reference target --id id",
      "  sundog compare old.sdog new.sdog --by task --summary comparison.json",
      "  sundog compare old.jsonl new.jsonl --fail-if 'exact_match < -0.01'",
      "  sundog compare base/per_instance_stats.json new/per_instance_stats.json",
      "  sundog compare old.sdog new.sdog --worst 20 --report comparison.html",
      "  sundog compare sys1.txt sys2.txt --format text --reference ref.txt"
    })
final class CompareCommand implements Callable<Integer> {
  private static final int GATE_FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BASE", description = "Dump or file of scores.")
  private Path base = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "CANDIDATE",
      description = "Dump or file of scores to compare with BASE.")
  private Path candidate = Path.of("");

  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      description =
          "Metrics, or all. Default: exact_match, token_edit_distance, token_error_rate,"
              + " edit_similarity. Files of scores: all metrics of both. Dumps of choices and of"
              + " other tools: as for score.")
  private List<String> metrics = List.of();

  @Option(
      names = "--fail-if",
      paramLabel = "CONDITION",
      description =
          "Exit with code 1 if METRIC[.FIGURE] < NUMBER holds in any group (or <=, >, >=). FIGURE:"
              + " difference (default), base, candidate, low, high, p, p_holm, q_bh. An undefined"
              + " figure, or no common item, fails as well. Can be repeated.")
  private List<String> failIf = List.of();

  @Mixin private SummaryOption summary = new SummaryOption();
  @Mixin private ReportOptions report = new ReportOptions();

  @Option(
      names = "--worst",
      paramLabel = "K",
      description = "Number of items that got worse to list per metric. Default: ${DEFAULT-VALUE}")
  private int worst = 3;

  @Mixin private ConfidenceOption confidence = new ConfidenceOption();
  @Mixin private ResamplingOptions resampling = new ResamplingOptions();

  @Option(
      names = "--permutations",
      paramLabel = "N",
      description = "Number of permutations of the paired test. Default: ${DEFAULT-VALUE}")
  private int permutations = 10_000;

  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private LimitOptions limits = new LimitOptions();

  private final Terminal terminal;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Scoring scoring = new Scoring(terminal, threads.count());
    Comparisons.Settings settings = settings();
    List<Gate> gates = gates();
    report.plots().check();
    Path summaryFile = summary.file();
    Path reportFile = report.file();
    try (OutputFiles files = OutputFiles.open(summaryFile, reportFile)) {
      Comparisons all = compare(scoring, settings);
      boolean failed = judge(gates, all);
      if (summaryFile != null) {
        files.write(summaryFile, ComparisonJson.of(all));
      }
      if (reportFile != null) {
        files.write(reportFile, ComparisonReport.html(all, methods(scoring)));
      }
      files.commit();
      report.plots().write(terminal, ForestCharts.of(all));
      terminal.out().print(ComparisonText.table(all));
      return failed ? GATE_FAILED : 0;
    }
  }

  private Map<String, String> methods(Scoring scoring) {
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("Program", SundogCommand.Version.name());
    methods.put("Kernels", scoring.kernels());
    methods.put("Base", base.toString());
    methods.put("Candidate", candidate.toString());
    methods.put("Command", SundogCommand.line(spec));
    methods.put(
        "Intervals",
        resampling.resamples()
            + " resamples, "
            + Figures.percent(confidence.share())
            + " percentile intervals");
    methods.put("Permutations", Integer.toString(permutations));
    methods.put("Seed", Long.toString(resampling.seed()));
    return methods;
  }

  private Comparisons compare(Scoring scoring, Comparisons.Settings settings) throws IOException {
    for (Path file : List.of(base, candidate)) {
      if (!Files.exists(file)) {
        throw new MalformedDumpException(file.toString(), 0, -1, "no such file");
      }
    }
    boolean areScores = ScoresReader.isScores(base, limits.input());
    if (areScores != ScoresReader.isScores(candidate, limits.input())) {
      throw new UsageException(
          "BASE and CANDIDATE must be of one kind: two dumps, or two files of scores");
    }
    ItemScores old;
    ItemScores changed;
    if (areScores) {
      List<Metric> asked = metrics.isEmpty() ? null : MetricNames.parse(metrics);
      old = ScoresReader.read(base, limits.input(), asked);
      changed = ScoresReader.read(candidate, limits.input(), asked);
      List<String> shared = shared(old, changed);
      old = old.only(shared);
      changed = changed.only(shared);
    } else {
      old = score(base, metrics, scoring);
      changed = score(candidate, old.metrics().stream().map(Metric::name).toList(), scoring);
    }
    return Comparisons.of(old, base.toString(), changed, candidate.toString(), settings);
  }

  /** Names of the metrics of both sides; the others are reported. */
  private List<String> shared(ItemScores old, ItemScores changed) {
    List<String> inBase = old.metrics().stream().map(Metric::name).toList();
    List<String> inCandidate = changed.metrics().stream().map(Metric::name).toList();
    List<String> shared = inBase.stream().filter(inCandidate::contains).toList();
    if (shared.isEmpty()) {
      throw new MalformedDumpException(
          candidate.toString(),
          1,
          0,
          "no metric in common with the base, which has " + String.join(", ", inBase));
    }
    reportOnly("base", inBase, shared);
    reportOnly("candidate", inCandidate, shared);
    return shared;
  }

  private void reportOnly(String side, List<String> metrics, List<String> shared) {
    List<String> only = metrics.stream().filter(metric -> !shared.contains(metric)).toList();
    if (!only.isEmpty()) {
      terminal.say("metrics only in the " + side + " are not compared: " + String.join(", ", only));
    }
  }

  private ItemScores score(Path dump, List<String> names, Scoring scoring) {
    BatchLimits batchLimits = limits.batch();
    DumpSpec options = input.options(limits.input());
    try (DumpSource source = InputOptions.open(List.of(dump), options, batchLimits)) {
      InputOptions.report(source, options, terminal);
      List<Metric> brought = source.metrics();
      List<Metric> chosen =
          names.isEmpty() && !brought.isEmpty()
              ? brought
              : MetricNames.parse(
                  names.isEmpty() ? DefaultMetrics.COMPARISON.names() : names, brought);
      ItemScores items = new ItemScores(source.keyNames(), chosen);
      scoring.run(scoring.evaluator(chosen, batchLimits).withSink(items), source);
      return items;
    }
  }

  private Comparisons.Settings settings() {
    return UsageException.checked(() ->
        new Comparisons.Settings(
            resampling.bootstrap(confidence.share(), threads.count()),
            new PairedPermutation(permutations, resampling.seed(), threads.count()),
            worst));
  }

  private List<Gate> gates() {
    return UsageException.checked(() -> failIf.stream().map(Gate::parse).toList());
  }

  private boolean judge(List<Gate> gates, Comparisons all) {
    if (all.comparisons().isEmpty()) {
      terminal.say(
          (gates.isEmpty() ? "" : "gate failed: ") + "no item is in both BASE and CANDIDATE");
      return !gates.isEmpty();
    }
    boolean failed = false;
    for (Gate gate : gates) {
      for (Comparison comparison : UsageException.checked(() -> gate.failing(all))) {
        String group = comparison.group().isEmpty() ? "" : " in " + comparison.group();
        terminal.say(
            "gate failed: "
                + gate
                + group
                + " (value: "
                + Figures.value(gate.figure().of(comparison))
                + ")");
        failed = true;
      }
    }
    return failed;
  }
}
