// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.metric.ExternalScoreMetric;
import dev.sundog.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sundog convert}: writes dumps as a native dump, which is scored without parsing. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Converts dumps to a native dump, which is scored without parsing.",
    description =
        "Reads dumps like sundog score, and writes their tokens, texts, log-probs, ids and groups"
            + " to one native dump, the last argument. Extraction, normalization and tokenization"
            + " happen now and not again when it is scored.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog convert samples.jsonl samples.sdog --prediction output --reference target",
      "  sundog convert runs/*.jsonl.zst all.sdog --by model,@length --logprobs logprobs",
      "  sundog convert --format text --prediction hyp.txt --reference ref.txt pairs.sdog",
      "  sundog score samples.sdog"
    })
final class ConvertCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DUMP... OUT.sdog",
      arity = "1..*",
      description = "Dumps of one format, then the file to write.")
  private List<Path> files = List.of();

  @Mixin private InputOptions input = new InputOptions();

  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private LimitOptions limits = new LimitOptions();

  private final Terminal terminal;

  ConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path target = files.getLast();
    if (!target.toString().endsWith(".sdog")) {
      throw new UsageException(
          target + ": the last argument must be the native dump to write, OUT.sdog");
    }
    Scoring scoring = new Scoring(terminal, threads.count());
    BatchLimits batchLimits = limits.batch();
    DumpSpec options = input.options(limits.input());
    try (DumpSource source =
            InputOptions.open(files.subList(0, files.size() - 1), options, batchLimits);
        NativeDumpWriter writer = NativeDumpWriter.to(target, source.keyNames())) {
      InputOptions.report(source, options, terminal);
      checkScores(source.metrics());
      if (source.metrics().stream().anyMatch(ConvertCommand::readsLogits)) {
        terminal.say(
            "a native dump keeps targets, greedy tokens and log-probs of logits, not ranks and"
                + " entropies");
      }
      scoring.convert(source, batchLimits, writer, target);
    }
    return 0;
  }

  private void checkScores(List<Metric> metrics) {
    long recorded = metrics.stream().filter(ExternalScoreMetric.class::isInstance).count();
    if (recorded > 0 && recorded == metrics.size()) {
      throw new UsageException(
          "a native dump can't hold scores of another tool. Give the files to score or compare");
    }
    if (recorded > 0) {
      terminal.say("a native dump does not keep the scores that another tool recorded");
    }
  }

  private static boolean readsLogits(Metric metric) {
    return metric.description().inputs().contains(Metric.Input.LOGITS);
  }
}
