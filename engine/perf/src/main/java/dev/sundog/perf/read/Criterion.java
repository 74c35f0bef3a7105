// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Files of criterion.rs: {@code sample.json}, which has times and numbers of iterations, or {@code
 * estimates.json}, which has the mean only and is used where there is no sample. The name is in
 * {@code benchmark.json} beside them. Samples are of one process.
 */
final class Criterion implements ResultFormat {
  @Override
  public String name() {
    return "criterion";
  }

  @Override
  public boolean recognizes(ResultFile file) {
    return isSample(file.json()) || file.json().path("mean").has("point_estimate");
  }

  private static boolean isSample(JsonNode json) {
    return json.has("iters") && json.has("times");
  }

  @Override
  public Results read(ResultFile file) {
    Entry document = Entry.of(file);
    double[] values;
    if (isSample(file.json())) {
      values = document.numbers("times");
      double[] iterations = document.numbers("iters");
      if (iterations.length != values.length) {
        throw file.error(
            0, values.length + " times, but " + iterations.length + " numbers of iterations");
      }
      for (int i = 0; i < values.length; i++) {
        values[i] /= iterations[i];
      }
    } else {
      values = new double[] {document.child("mean").number("point_estimate")};
    }
    return Results.of(
        name(),
        Map.of(),
        List.of(Measurement.of(Benchmark.of(title(file.path())), Unit.of("ns"), List.of(values))));
  }

  /** The benchmark's name, else the folder above {@code new} or {@code base}, else the file's. */
  private static String title(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    Path description = file.resolveSibling("benchmark.json");
    if (Files.isRegularFile(description)) {
      try {
        return Entry.of(ResultFile.of(description)).text("full_id");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Path above = folder == null ? null : folder.getParent();
    Path name = above == null ? file.getFileName() : above.getFileName();
    return String.valueOf(name);
  }
}
