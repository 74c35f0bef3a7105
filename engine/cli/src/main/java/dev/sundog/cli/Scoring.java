// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.cli.text.Figures;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Metric;
import dev.sundog.run.BatchSource;
import dev.sundog.run.Evaluator;
import dev.sundog.run.ProgressListener;
import dev.sundog.run.ScoreSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs an evaluator and reports its kernels, progress and speed. */
final class Scoring {
  /** Stopping a thousand threads on a few processors takes a minute. */
  private static final int MOST_THREADS = Math.max(256, Runtime.getRuntime().availableProcessors());

  private final Terminal terminal;
  private final Kernels kernels;
  private final int threads;

  /**
   * Selects the kernels, with a note if the vector module is missing.
   *
   * @throws UsageException if the number of threads is out of range
   */
  Scoring(Terminal terminal, int threads) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new UsageException("--threads must be from 1 to " + MOST_THREADS + ", not " + threads);
    }
    this.terminal = terminal;
    this.threads = threads;
    kernels = selectKernels();
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      terminal.say(
          "using scalar kernels: the JVM runs without the vector module. Add"
              + " --add-modules=jdk.incubator.vector");
    }
  }

  private static Kernels selectKernels() {
    try {
      return Kernels.select();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw UsageException.of(e);
    }
  }

  /** Description of the kernels. */
  String kernels() {
    return kernels.description();
  }

  /** An evaluator of metrics with these kernels and threads. */
  Evaluator evaluator(List<Metric> metrics, BatchLimits limits) {
    return new Evaluator(
        metrics,
        kernels,
        threads,
        limits,
        ScoreSink.NONE,
        ProgressListener.NONE,
        AggregateOptions.STANDARD);
  }

  /** Scores a source, with progress and speed on stderr. */
  Summary run(Evaluator evaluator, BatchSource source) {
    long start = System.nanoTime();
    Summary summary = watched(evaluator, source, "scoring");
    terminal.say(
        speed("scored", summary.items(), start) + " with " + kernels.description() + " kernels");
    return summary;
  }

  /** Writes a source as a native dump, with progress and speed on stderr. */
  void convert(BatchSource source, BatchLimits limits, NativeDumpWriter writer, Path target)
      throws IOException {
    long start = System.nanoTime();
    long items = watched(evaluator(List.of(), limits).withSink(writer), source, "writing").items();
    writer.commit();
    terminal.say(
        speed("wrote", items, start)
            + ": "
            + target
            + ", "
            + Figures.scaled((double) Files.size(target))
            + "B");
  }

  private Summary watched(Evaluator evaluator, BatchSource source, String task) {
    try (ProgressMeter meter = ProgressMeter.of(terminal, task)) {
      Summary summary = evaluator.withProgress(meter).run(source);
      if (summary.items() == 0 && source instanceof DumpSource dump) {
        dump.reasonForNoItems()
            .ifPresent(reason -> {
              throw new UsageException(reason.text(Flags::of));
            });
      }
      if (source instanceof DumpSource dump) {
        dump.findings().forEach(finding -> terminal.say(finding.text(Flags::of)));
      }
      return summary;
    }
  }

  private String speed(String done, long items, long startNanos) {
    double seconds = (System.nanoTime() - startNanos) * 1e-9;
    return done
        + " "
        + Figures.count(items)
        + (items == 1 ? " item" : " items")
        + " in "
        + Figures.fixed(seconds, 3)
        + " s, "
        + Figures.scaled(items / seconds)
        + " items/s, on "
        + threads
        + (threads == 1 ? " thread" : " threads");
  }
}
