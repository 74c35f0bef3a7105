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

/** {@code sundog compare}: whether two dumps differ, and where. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Compares two dumps, or two files of scores, on the same items.",
    description = {
      "Joins the items by group and id (by their number where there are no ids) and gives for each"
          + " metric the difference, candidate less base, with a paired bootstrap interval, the"
          + " p-value of the exact McNemar test (values 0 and 1) or of a paired permutation test,"
          + " the same corrected for their number, and the items that got worst.",
      "Files of scores (score --scores FILE) hold values, so there a ratio such as"
          + " token_error_rate is compared by the mean of its items. With --format text, BASE and"
          + " CANDIDATE are files of predictions."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog compare old.jsonl new.jsonl --prediction output --reference target --id id",
      "  sundog compare old.sdog new.sdog --by task --summary comparison.json",
      "  sundog compare old.jsonl new.jsonl --fail-if 'exact_match < -0.01' (exit 1)",
      "  sundog compare base/per_instance_stats.json new/per_instance_stats.json (of HELM)",
      "  sundog compare old.sdog new.sdog --worst 20 --report comparison.html",
      "  sundog compare sys1.txt sys2.txt --format text --reference ref.txt"
    })
final class CompareCommand implements Callable<Integer> {
  private static final int GATE_FAILED = 1;
  private static final List<String> DEFAULT_METRICS =
      List.of("exact_match", "token_edit_distance", "token_error_rate", "edit_similarity");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BASE", description = "A dump or a file of scores.")
  private Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "CANDIDATE", description = "What is held against it.")
  private Path candidate = Path.of("");

  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      description =
          "Metrics. Default: exact_match, token_edit_distance, token_error_rate, edit_similarity;"
              + " of files of scores all that both hold, of choices and of other tools' dumps as of"
              + " score")
  private List<String> metrics = List.of();

  @Option(
      names = "--fail-if",
      paramLabel = "CONDITION",
      description =
          "Exit 1 if METRIC[.FIGURE] < NUMBER in any group (also <=, >, >=). FIGURE: difference"
              + " (default), base, candidate, low, high, p, p_holm, q_bh. A figure without a value,"
              + " and no item on both sides, fail too. May be repeated")
  private List<String> failIf = List.of();

  @Mixin private SummaryOption summary = new SummaryOption();
  @Mixin private ReportOptions report = new ReportOptions();

  @Option(
      names = "--worst",
      paramLabel = "K",
      description = "Items that got worse to show for each metric. Default: ${DEFAULT-VALUE}")
  private int worst = 3;

  @Mixin private ConfidenceOption confidence = new ConfidenceOption();
  @Mixin private ResamplingOptions resampling = new ResamplingOptions();

  @Option(
      names = "--permutations",
      paramLabel = "N",
      description = "Permutations of the paired test. Default: ${DEFAULT-VALUE}")
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
            + ", percentiles");
    methods.put("Permutations", Integer.toString(permutations));
    methods.put("Seed", Long.toString(resampling.seed()));
    return methods;
  }

  private Comparisons compare(Scoring scoring, Comparisons.Settings settings) throws IOException {
    for (Path file : List.of(base, candidate)) {
      if (!Files.exists(file)) {
        throw new MalformedDumpException(file.toString(), 0, -1, "there is no such file");
      }
    }
    boolean ofScores = ScoresReader.isScores(base, limits.input());
    if (ofScores != ScoresReader.isScores(candidate, limits.input())) {
      throw new UsageException("compare two dumps or two files of scores, not one of each");
    }
    List<Metric> asked = metrics.isEmpty() ? null : MetricNames.parse(metrics);
    ItemScores old;
    ItemScores young;
    if (ofScores) {
      old = ScoresReader.read(base, limits.input(), asked);
      young = ScoresReader.read(candidate, limits.input(), asked);
      List<String> shared = shared(old, young);
      old = old.only(shared);
      young = young.only(shared);
    } else {
      old = score(base, metrics, scoring);
      young = score(candidate, old.metrics().stream().map(Metric::name).toList(), scoring);
    }
    return Comparisons.of(old, base.toString(), young, candidate.toString(), settings);
  }

  /** Names of the metrics of both sides; the others are told. */
  private List<String> shared(ItemScores old, ItemScores young) {
    List<String> inBase = old.metrics().stream().map(Metric::name).toList();
    List<String> inCandidate = young.metrics().stream().map(Metric::name).toList();
    List<String> shared = inBase.stream().filter(inCandidate::contains).toList();
    if (shared.isEmpty()) {
      throw new MalformedDumpException(
          candidate.toString(), 1, 0, "it has none of the base's scores: " + inBase);
    }
    tellOnly("base", inBase, shared);
    tellOnly("candidate", inCandidate, shared);
    return shared;
  }

  private void tellOnly(String side, List<String> metrics, List<String> shared) {
    List<String> only = metrics.stream().filter(metric -> !shared.contains(metric)).toList();
    if (!only.isEmpty()) {
      terminal.say("not compared, only in the " + side + ": " + String.join(", ", only));
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
              : MetricNames.parse(names.isEmpty() ? DEFAULT_METRICS : names, brought);
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
      terminal.say((gates.isEmpty() ? "" : "gate failed: ") + "no item stands on both sides");
      return !gates.isEmpty();
    }
    boolean failed = false;
    for (Gate gate : gates) {
      for (Comparison comparison : UsageException.checked(() -> gate.failing(all))) {
        String group = comparison.group().isEmpty() ? "" : " in " + comparison.group();
        terminal.say("gate failed: " + gate + group + ": " + gate.figure().of(comparison));
        failed = true;
      }
    }
    return failed;
  }
}
