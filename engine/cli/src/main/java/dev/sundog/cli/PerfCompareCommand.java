// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.perf.compare.Comparison;
import dev.sundog.perf.compare.Settings;
import dev.sundog.perf.result.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** {@code sundog perf compare}: two results of the same benchmarks. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Compares two results, benchmark by benchmark.",
    description = {
      "A benchmark is a loss if its performance fell by more than the threshold, and its"
          + " corrected p-value is below 1 - confidence. Performance is the rate, or the inverse of a"
          + " time or size.",
      "The units of the statistics are processes (forks, launches, runs), because values of one"
          + " process are correlated. A folder holds one file per run. With one process the verdict"
          + " is weak: it cannot see what differs from process to process."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog perf compare old.json new.json",
      "  sundog perf compare runs/old runs/new --threshold 0.02 --markdown comment.md",
      "  sundog perf compare old.json new.json --aa old2.json --aa old3.json --junit perf.xml",
      "  sundog perf compare old.csv new.csv --columns name=test,value=seconds:s,run=fork"
    })
final class PerfCompareCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OLD", description = "File or folder of old results.")
  private Path old = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "File or folder of new results.")
  private Path changed = Path.of("");

  @Mixin private PerfJudgement judgement = new PerfJudgement();

  @Option(
      names = "--aa",
      paramLabel = "FILE",
      description =
          "Results of another run of the old version. The largest difference between such runs"
              + " and OLD raises the threshold of a benchmark. Can be repeated.")
  private List<Path> same = List.of();

  @Mixin private PerfInput input = new PerfInput();
  @Mixin private PerfOutputs outputs = new PerfOutputs();

  private final Terminal terminal;

  PerfCompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = judgement.settings();
    List<Results> noise = new ArrayList<>();
    for (Path run : same) {
      noise.add(input.read(run));
    }
    Comparison comparison = Comparison.of(input.read(old), input.read(changed), noise, settings);
    return outputs.write(terminal, comparison, methods(settings));
  }

  private Map<String, String> methods(Settings settings) {
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("Program", SundogCommand.Version.name());
    methods.put("Old", old.toString());
    methods.put("New", changed.toString());
    methods.put("Command", SundogCommand.line(spec));
    methods.put("Resamples", Integer.toString(settings.resamples()));
    methods.put("Seed", Long.toString(settings.seed()));
    return methods;
  }
}
