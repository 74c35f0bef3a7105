// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.cli.demo.MirageSource;
import dev.sundog.cli.demo.MirageTable;
import dev.sundog.cli.text.Figures;
import dev.sundog.dump.sdog.NativeDumpReader;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.metric.DefaultMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sundog demo}: scores simulated data. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    header = "Scores a million simulated items.",
    description = {
      "Simulates the model of \"Are Emergent Abilities of Large Language Models a Mirage?\""
          + " (Schaeffer, Miranda, Koyejo 2023): four model sizes, targets of 1 to 5 tokens, each"
          + " token correct with probability p = exp(-(N/c)^a), a = -0.5, c = 1e10. Writes the"
          + " items as a native dump, scores it, and prints a sharp and a smooth metric next to"
          + " their predicted values."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  sundog demo", "  sundog demo --items 10000000 --seed 7"})
final class DemoCommand implements Callable<Integer> {
  private static final BatchLimits LIMITS = BatchLimits.DEFAULT;

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "Number of items. Default: ${DEFAULT-VALUE}")
  private long items = 1_000_000;

  @Mixin private SeedOption seed = new SeedOption(1);

  @Mixin private ThreadsOption threads = new ThreadsOption();

  private final Terminal terminal;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (items < 1) {
      throw new UsageException("--items must be at least 1, not " + items);
    }
    Scoring scoring = new Scoring(terminal, threads.count());
    Path folder = Files.createTempDirectory("sundog-demo");
    Path dump = folder.resolve("demo.sdog");
    try {
      write(scoring, dump);
      print(terminal.out(), score(scoring, dump));
    } finally {
      Files.deleteIfExists(dump);
      Files.delete(folder);
    }
    terminal.say(
        "to score your own dump: sundog score samples.jsonl --prediction PATH --reference PATH");
    return 0;
  }

  private void write(Scoring scoring, Path dump) throws IOException {
    try (MirageSource source = new MirageSource(items, seed.seed(), LIMITS.batchItems());
        NativeDumpWriter writer = NativeDumpWriter.to(dump, source.keyNames())) {
      scoring.convert(source, LIMITS, writer, dump);
    }
  }

  private static Summary score(Scoring scoring, Path dump) {
    try (NativeDumpReader source = NativeDumpReader.open(dump, LIMITS)) {
      return scoring.run(scoring.evaluator(DefaultMetrics.DEMO.metrics(), LIMITS), source);
    }
  }

  private void print(PrintWriter out, Summary summary) {
    out.println(
        Figures.count(summary.items())
            + " items, seed "
            + seed.seed()
            + ": four model sizes, targets of 1 to 5 tokens, each token correct with probability"
            + " p");
    out.println();
    out.println("exact_match, a sharp metric: measured (predicted p^L)");
    out.print(MirageTable.EXACT_MATCH.of(summary));
    out.println();
    out.println("token_edit_distance, a smooth metric: measured (predicted L(1-p))");
    out.print(MirageTable.EDIT_DISTANCE.of(summary));
    out.println();
    out.println(
        "Both tables score the same outputs: exact match seems to emerge, edit distance improves"
            + " smoothly.");
    out.println(
        "L(1-p) counts substitutions; where tokens shift, the edit distance is slightly smaller.");
  }
}
