// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare OLD.json NEW.json}: exits with 1 if a benchmark became slower, else with 0. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compares two JMH result files, benchmark by benchmark, as a Markdown table.",
    footer = {
      "",
      "A benchmark is a loss if its speed fell by more than the threshold and the whole bootstrap",
      "interval of new ÷ old is below 1. The files are JMH's JSON (-rf json) of any project; modes",
      "and units may differ between benchmarks, and units between the files.",
      "",
      "Examples:",
      "  compare results/runs/main.json target/jmh-result.json",
      "  compare --threshold 0.1 --missing fail old.json new.json > comparison.md",
      "",
      "Exit codes: 0 no loss, 1 a loss, 2 a file cannot be read, 64 wrong usage."
    })
public final class JmhCompareCommand implements Callable<Integer> {
  /** What happens if a benchmark of the old file is missing in the new one. */
  enum Missing {
    report,
    fail
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OLD", description = "results to compare with")
  private Path before;

  @Parameters(index = "1", paramLabel = "NEW", description = "results to judge")
  private Path after;

  @Option(
      names = "--threshold",
      paramLabel = "SHARE",
      description = "largest tolerated loss of speed (default: ${DEFAULT-VALUE})")
  private double threshold = 0.05;

  @Option(
      names = "--confidence",
      paramLabel = "SHARE",
      description = "confidence of the bootstrap interval (default: ${DEFAULT-VALUE})")
  private double confidence = ForkBootstrap.STANDARD.confidence();

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "bootstrap resamples (default: ${DEFAULT-VALUE})")
  private int resamples = ForkBootstrap.STANDARD.resamples();

  @Option(names = "--seed", description = "seed of the bootstrap (default: ${DEFAULT-VALUE})")
  private long seed = ForkBootstrap.STANDARD.seed();

  @Option(
      names = "--missing",
      paramLabel = "report|fail",
      description = "if a benchmark is missing in NEW (default: ${DEFAULT-VALUE})")
  private Missing missing = Missing.report;

  @Override
  public Integer call() {
    require(threshold >= 0 && threshold < 1, "--threshold must be at least 0 and below 1");
    require(confidence > 0 && confidence < 1, "--confidence must be between 0 and 1");
    require(resamples >= 100, "--resamples must be at least 100");
    PrintWriter err = spec.commandLine().getErr();
    JmhComparison comparison;
    try {
      SortedMap<Measurement.Key, Measurement> old = JmhResults.read(before);
      ForkBootstrap bootstrap = new ForkBootstrap(resamples, confidence, seed);
      comparison = JmhComparison.of(old, JmhResults.read(after), threshold, bootstrap);
    } catch (IOException e) {
      err.println("compare: cannot read " + e.getMessage());
      return 2;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(MarkdownReport.of(comparison));
    out.flush();
    boolean gone = missing == Missing.fail && comparison.count(JmhComparison.Verdict.MISSING) > 0;
    return gone || comparison.count(JmhComparison.Verdict.LOSS) > 0 ? 1 : 0;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
