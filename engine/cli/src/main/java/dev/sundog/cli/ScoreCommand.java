// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.Remark;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.cli.emergence.Curves;
import dev.sundog.cli.report.LengthStrata;
import dev.sundog.cli.report.ScoreReport;
import dev.sundog.cli.scores.Agreement;
import dev.sundog.cli.scores.ScoresOutput;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.metric.DefaultMetrics;
import dev.sundog.metric.Metric;
import dev.sundog.run.Evaluator;
import dev.sundog.run.ScoreSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sundog score}: scores dumps and shows a summary. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Scores dumps of language-model outputs.",
    description =
        "Reads dumps (plain, .gz or .zst), scores every item and prints a table. All results are"
            + " the same for any number of threads.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog score samples.jsonl --prediction output --reference target",
      "  sundog score runs/*.jsonl.zst --prediction tokens --reference gold --by model,@length",
      "  sundog score chat.jsonl --prediction choices.0.text --reference answer \\",
      "      --extract '#### (.*)' --normalize strip,drop=,$ --metrics text_exact_match",
      "  sundog score choices.jsonl --choices choice_logprobs --choice-texts options --gold answer",
      "  sundog score state.json --records outputs --prediction text --reference gold",
      "  sundog score --format text --prediction hyp.txt --reference ref.txt --tokenizer chars",
      "  sundog score --format trn --prediction hyp.trn --reference ref.trn --normalize case",
      "  sundog score samples_gsm8k_2026-11-23T03-15-43.jsonl --filter flexible-extract",
      "  sundog score scenario_state.json",
      "  sundog score logits.npy --targets targets.npy",
      "  sundog score big.sdog --metrics all --scores items.csv --report report.html",
      "  sundog score samples_mmlu_2026-11-23T03-15-43.jsonl --calibration choices",
      "  sundog score scenario_state.json --parity helm",
      "  sundog score samples_*.jsonl --by @model --sort exact_match --top 10 --table md",
      "  sundog score big.sdog --interval bootstrap --confidence 0.99 --quantiles 0.1,0.5,0.9"
    })
final class ScoreCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "DUMP",
      arity = "0..*",
      description = "Dumps of one format, or folders of lm-eval. - is stdin.")
  private List<Path> dumps = List.of();

  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      description =
          "Metrics, or all; sundog metrics lists them. Default: exact_match, text_exact_match,"
              + " token_accuracy, token_edit_distance, token_error_rate, edit_similarity; with"
              + " --logprobs also logprob_mean, perplexity. Dumps of choices: acc, acc_norm,"
              + " multiple_choice_grade, brier_score, choice_log_loss. Dumps of other tools: the"
              + " scores in the dump as well.")
  private List<String> metrics = List.of();

  @Option(
      names = "--parity",
      paramLabel = "TOOL",
      description =
          "Compute the metrics of another tool exactly as it does: lm-eval, helm, jiwer,"
              + " torchmetrics or evaluate. --metrics then selects from the metrics of the tool,"
              + " such as wer_score of helm. lm-eval, helm and evaluate score texts, so do not"
              + " combine them with --normalize.")
  private @Nullable String parity;

  @Mixin private IntervalOptions intervals = new IntervalOptions();

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description = "Write the scores of every item to a .jsonl, .csv, .parquet or .arrow file.")
  private @Nullable Path scores;

  @Mixin private ResultOptions results = new ResultOptions();
  @Mixin private SummaryOption summary = new SummaryOption();
  @Mixin private ReportOptions report = new ReportOptions();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private LimitOptions limits = new LimitOptions();

  private Terminal terminal;

  ScoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    terminal = results.terminal(terminal);
    Scoring scoring = new Scoring(terminal, threads.count());
    BatchLimits batchLimits = limits.batch();
    DumpSpec options = input.options(limits.input());
    AggregateOptions aggregates = intervals.options();
    checkScoresName();
    report.plots().check();
    Path summaryFile = summary.file();
    Path reportFile = report.file();
    try (DumpSource source = InputOptions.open(dumps, options, batchLimits);
        OutputFiles files = OutputFiles.open(scores, summaryFile, reportFile)) {
      List<Metric> chosen = intervals.with(chosenMetrics(source));
      results.check(chosen);
      InputOptions.report(source, options, terminal);
      ScoresOutput items =
          scores == null
              ? null
              : ScoresOutput.begin(scores, files.stream(scores), source.keyNames(), chosen);
      ScoreSink sink = items == null ? ScoreSink.NONE : items;
      Agreement agreement = new Agreement(sink, chosen, source.recorded());
      LengthStrata strata = new LengthStrata(agreement, aggregates);
      Evaluator evaluator =
          scoring
              .evaluator(chosen, batchLimits)
              .withAggregates(aggregates)
              .withSink(
                  report.wanted() && source.keyNames().stream().noneMatch(Curves::isLength)
                      ? strata
                      : agreement);
      Summary all = scoring.run(evaluator, source);
      if (items != null) {
        items.finish();
      }
      Set<String> leftOut = asked() ? Set.of() : agreement.differing();
      strata.leaveOut(leftOut);
      Summary whole = all.withoutMetrics(leftOut).withRemarks(agreement.remarks(!asked()));
      whole.remarks().forEach(remark -> terminal.say(remark.text()));
      if (summaryFile != null) {
        files.write(summaryFile, whole.withRemarks(findings(source)).toJson());
      }
      if (reportFile != null) {
        files.write(
            reportFile,
            ScoreReport.html(
                whole,
                chosen.stream().filter(metric -> !leftOut.contains(metric.name())).toList(),
                strata,
                methods(scoring, source, aggregates)));
      }
      files.commit();
      report.plots().write(terminal, ScoreReport.charts(whole, strata));
      terminal.out().print(results.text(whole));
    }
    return 0;
  }

  /**
   * Whether the user chose the metrics; if not, those that differ from recorded ones are left out.
   */
  private boolean asked() {
    return !metrics.isEmpty() || parity != null;
  }

  /** What reading the dump found, for the summary; it was printed when the run ended. */
  private static List<Remark> findings(DumpSource source) {
    return source.findings().stream()
        .map(finding -> new Remark("input", 1, finding.text(Flags::of).strip()))
        .toList();
  }

  private void checkScoresName() {
    try {
      if (scores != null) {
        ScoresOutput.checkName(scores);
      }
    } catch (IllegalArgumentException e) {
      throw UsageException.of(e);
    }
  }

  private Map<String, String> methods(
      Scoring scoring, DumpSource source, AggregateOptions aggregates) {
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("Program", SundogCommand.Version.name());
    methods.put("Kernels", scoring.kernels());
    methods.put(
        "Input",
        source.format().name()
            + ": "
            + dumps.stream().map(Path::toString).collect(Collectors.joining(", ")));
    methods.put("Command", SundogCommand.line(spec));
    methods.put("Intervals", SummaryTable.intervals(aggregates));
    return methods;
  }

  /** The metrics of the command line, or the defaults for the dump. */
  private List<Metric> chosenMetrics(DumpSource source) {
    if (parity != null) {
      return MetricNames.ofTool(parity, metrics);
    }
    List<Metric> brought = source.metrics();
    if (!metrics.isEmpty()) {
      return MetricNames.parse(metrics, brought);
    }
    Set<String> names = new LinkedHashSet<>();
    brought.forEach(metric -> names.add(metric.name()));
    if (names.isEmpty() || names.contains("text_exact_match")) {
      names.addAll(DefaultMetrics.PAIRS.names());
      names.addAll(input.hasLogprobs() ? DefaultMetrics.LOGPROBS.names() : List.of());
    }
    return MetricNames.parse(List.copyOf(names), brought);
  }
}
