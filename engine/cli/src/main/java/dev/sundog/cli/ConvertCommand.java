package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.metric.ExternalScoreMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sundog convert}: dumps into a native dump, which scores without parsing. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Makes a native dump, which scores without parsing.",
    description =
        "Reads dumps as sundog score does, and writes their tokens, texts, log-probs, ids and"
            + " groups as one native dump, the last argument. Extraction, normalisation and"
            + " tokenizing are done now, not again when it is scored.",
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
      throw new UsageException(target + ": the last argument is the dump to write, OUT.sdog");
    }
    Scoring scoring = new Scoring(terminal, threads.count());
    BatchLimits batchLimits = limits.batch();
    DumpSpec options = input.options(limits.input());
    try (DumpSource source =
            InputOptions.open(files.subList(0, files.size() - 1), options, batchLimits);
        NativeDumpWriter writer = NativeDumpWriter.to(target, source.keyNames())) {
      source.notes().forEach(terminal::say);
      if (source.metrics().stream().anyMatch(ExternalScoreMetric.class::isInstance)) {
        throw new UsageException(
            "scores that another tool gave have no place in a native dump: score and compare read"
                + " them as they are");
      }
      if (source.format() == DumpFormat.NPY || source.format() == DumpFormat.SAFETENSORS) {
        terminal.say(
            "of logits a native dump keeps targets, greedy tokens and log-probs, not ranks and"
                + " entropies");
      }
      scoring.convert(source, batchLimits, writer, target);
    }
    return 0;
  }
}
