// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.bench.result.JsonFile;
import dev.sundog.bench.workload.Batches;
import dev.sundog.bench.workload.PairFiles;
import dev.sundog.bench.workload.TokenPairs;
import dev.sundog.bench.workload.Workload;
import dev.sundog.bench.workload.Workloads;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export WORKLOAD FOLDER}: a workload as files, with the engine's results and rates. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the pairs of a workload, for programs in other languages.",
    footer = {
      "",
      "FOLDER/WORKLOAD.pairs    the pairs, binary; the Javadoc of PairFiles has the format",
      "FOLDER/WORKLOAD.answers  the engine's edit distances, int32, little-endian",
      "FOLDER/WORKLOAD.json     the engine's rates on one thread, pairs per second",
      "FOLDER/WORKLOAD.jsonl    the pairs as JSON Lines, with --json-lines"
    })
public final class ExportCommand implements Callable<Integer> {
  private static final int TIMED_PASSES = 5;

  private static final long TIMED_NANOS = 1_000_000_000;

  @Parameters(index = "0", paramLabel = "WORKLOAD", description = "W1, W2, W3-128k, L64-near, ...")
  private String workloadName = "W2";

  @Parameters(index = "1", paramLabel = "FOLDER", description = "output folder, created if missing")
  private Path folder = Path.of(".");

  @Option(names = "--pairs", description = "number of pairs (default: those of a full run)")
  private int pairs;

  @Option(names = "--json-lines", description = "write JSON Lines too")
  private boolean jsonLines;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "warm-up before the timed passes (default: ${DEFAULT-VALUE})")
  private double warmUpSeconds = 5;

  @Override
  public Integer call() throws IOException {
    Workload workload = Workloads.named(workloadName);
    int count = pairs > 0 ? pairs : workload.fullPairs();
    TokenPairs generated = workload.generate(count, Workloads.SEED);
    Files.createDirectories(folder);
    PairFiles.writeBinary(generated, file("pairs"));
    if (jsonLines) {
      PairFiles.writeJsonLines(workload.generator(Workloads.SEED), count, file("jsonl"));
    }
    try (Batches batches = Batches.of(generated);
        KernelScratch workspace = new KernelScratch()) {
      score(batches, workspace, count);
    }
    return 0;
  }

  private void score(Batches batches, KernelScratch workspace, int count) throws IOException {
    Kernels kernels = Kernels.vector();
    int[] distances = new int[count];
    int[] exact = new int[count];
    double distanceRate =
        rate(
            count,
            () -> pass(batches, (p, out) -> distance(kernels, p, workspace, out), distances));
    double exactRate =
        rate(count, () -> pass(batches, (p, out) -> exact(kernels, p, workspace, out), exact));
    Files.write(file("answers"), littleEndian(distances));
    JsonFile.write(
        Map.of(
            "kernels", kernels.description(),
            "pairs", count,
            "rates", Map.of("editDistance", distanceRate, "exactMatch", exactRate)),
        file("json"));
  }

  private interface Scoring {
    void score(SequenceBatch batch, int[] out);
  }

  private static void distance(
      Kernels kernels, SequenceBatch batch, KernelScratch workspace, int[] out) {
    kernels.editDistance(batch.predictions(), batch.references(), workspace, out);
  }

  private static void exact(
      Kernels kernels, SequenceBatch batch, KernelScratch workspace, int[] out) {
    kernels.exactMatch(batch.predictions(), batch.references(), workspace, out);
  }

  /** Scores all batches. The time includes the copy of each batch's results. */
  private static void pass(Batches batches, Scoring scoring, int[] all) {
    int[] out = new int[batches.list().stream().mapToInt(SequenceBatch::items).max().orElseThrow()];
    int done = 0;
    for (SequenceBatch batch : batches.list()) {
      scoring.score(batch, out);
      System.arraycopy(out, 0, all, done, batch.items());
      done += batch.items();
    }
  }

  /** Items per second of the best pass within about a second, after a warm-up. */
  private double rate(int items, Runnable pass) {
    long end = System.nanoTime() + (long) (1e9 * warmUpSeconds);
    do {
      pass.run();
    } while (System.nanoTime() < end);
    long begin = System.nanoTime();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TIMED_PASSES || System.nanoTime() - begin < TIMED_NANOS; i++) {
      long start = System.nanoTime();
      pass.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return items * 1e9 / best;
  }

  private static byte[] littleEndian(int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private Path file(String extension) {
    return folder.resolve(workloadName + "." + extension);
  }
}
