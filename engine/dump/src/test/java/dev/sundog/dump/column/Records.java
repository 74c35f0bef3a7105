// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.Metric;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of src/corpus/columns: the same records as JSON Lines and in many variants of other
 * formats. make.py there writes them.
 */
enum Records {
  TOKENS(
      DumpSpec.DEFAULT.withBy(List.of("model", "step", "warm", DumpSpec.LENGTH)),
      "token_edit_distance",
      "exact_match",
      "logprob_sum",
      "perplexity"),
  TEXTS(
      DumpSpec.DEFAULT.withBy(List.of("model")),
      "token_edit_distance",
      "text_exact_match",
      "rouge_l"),
  NESTED(
      DumpSpec.DEFAULT
          .with(Field.PREDICTION, "model_response.output_tokens.0")
          .with(Field.REFERENCE, "doc.gold")
          .with(Field.LOGPROBS, "model_response.logprobs")
          .withBy(List.of("params")),
      "token_edit_distance",
      "exact_match",
      "logprob_sum"),
  CHOICES(DumpSpec.DEFAULT, "acc", "acc_norm", "acc_tokens", "brier_score", "text_exact_match");

  private static final Path FOLDER =
      Path.of(System.getProperty("sundog.corpus"), "columns", "files");

  @SuppressWarnings("ImmutableEnumChecker") // Specs are immutable.
  final DumpSpec spec;

  @SuppressWarnings("ImmutableEnumChecker") // Not changed.
  private final String[] metrics;

  Records(DumpSpec spec, String... metrics) {
    this.spec = spec;
    this.metrics = metrics;
  }

  private String prefix() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The records as JSON Lines. */
  Path lines() {
    return FOLDER.resolve(prefix() + ".jsonl");
  }

  /** A variant. */
  Path file(String variant) {
    return FOLDER.resolve(prefix() + "-" + variant);
  }

  /** The files of the records that end in a suffix. */
  List<Path> files(String suffix) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix() + "-"))
          .filter(file -> file.toString().endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that scoring a file returns, as a text. */
  String scored(Path file, BatchLimits limits, int threads) {
    try (DumpSource source = Dumps.open(List.of(file), spec, limits)) {
      String suggested = source.metrics().stream().map(Metric::name).toList().toString();
      Scores scores = Evaluator.of(metrics).withLimits(limits).withThreads(threads).scores(source);
      StringBuilder text = new StringBuilder(suggested + "\n" + scores.summary().toJson());
      for (String metric : metrics) {
        text.append(metric).append(Arrays.toString(scores.values(metric))).append('\n');
      }
      return text.toString();
    }
  }

  String scored(Path file) {
    return scored(file, BatchLimits.DEFAULT, 2);
  }
}
