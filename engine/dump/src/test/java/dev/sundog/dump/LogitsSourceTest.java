// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static dev.sundog.dump.TensorFiles.integers;
import static dev.sundog.dump.TensorFiles.logits;
import static dev.sundog.dump.TensorFiles.npy;
import static dev.sundog.dump.TensorFiles.safetensors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.LogitsColumn.Format;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Status;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of logits: the figures that numpy gives, or a located error. */
class LogitsSourceTest {
  private static final int ITEMS = 3;
  private static final int ROWS = 7;
  private static final int IDS = 1543;
  private static final String[] METRICS = {
    "logprob_mean", "perplexity", "target_rank", "entropy", "greedy_match", "logprob_sum"
  };

  @TempDir Path directory;

  private static double logit(int index) {
    return ((index / IDS * 7919L + index % IDS * 104729L) % 2003 - 1000) / 100.0;
  }

  /** Two rows are padding, two targets the greatest logit. */
  private static long[] targets() {
    long[] targets = new long[ITEMS * ROWS];
    Arrays.setAll(targets, row -> row * 611L % IDS);
    targets[5] = -100;
    targets[20] = -1;
    targets[2] = greatest(2);
    targets[9] = greatest(9);
    return targets;
  }

  private static int greatest(int row) {
    int best = 0;
    for (int id = 1; id < IDS; id++) {
      best = logit(row * IDS + id) > logit(row * IDS + best) ? id : best;
    }
    return best;
  }

  private static DumpSpec targetsIn(Object targets) {
    return DumpSpec.DEFAULT.with(Field.TARGETS, targets.toString());
  }

  private static Scores scores(Path dump, DumpSpec options, BatchLimits limits, int threads) {
    try (DumpSource source = Dumps.open(List.of(dump), options, limits)) {
      return Evaluator.of(METRICS)
          .withThreads(threads)
          .withLimits(limits)
          .withKernels(Kernels.scalar())
          .scores(source);
    }
  }

  private static Scores scores(Path dump, DumpSpec options) {
    return scores(dump, options, BatchLimits.DEFAULT, 2);
  }

  /** Computed by numpy 2.4.6 in float64: log-softmax, entropy, ranks, arg-max. */
  @ParameterizedTest
  @CsvSource({
    "FLOAT32, F32, <f4, -14.445738782474624, 777.6842105263158, 5.344762269817734, 2,"
        + " -70.59185147706074, -95.27022004909134, -108.6069653408658",
    "FLOAT16, F16, <f2, -14.445867102094567, 777.6842105263158, 5.344760575225088, 2,"
        + " -70.59146057324426, -95.26928730857955, -108.61072705797298",
    "BFLOAT16, BF16, , -14.417010109027414, 777.2631578947369, 5.348238952204595, 1,"
        + " -70.47957698107408, -95.0602000761598, -108.38341501428698"
  })
  void figuresAreNumpys(
      Format format,
      String type,
      String descr,
      double mean,
      double rank,
      double entropy,
      int greedy,
      double first,
      double second,
      double third)
      throws IOException {
    byte[] logits = logits(format, ITEMS * ROWS * IDS, LogitsSourceTest::logit);
    byte[] targets = integers(8, targets());
    int end = logits.length;
    String header =
        """
        {"__metadata__":{"by":"a test"},
         "logits":{"dtype":"%s","shape":[3,7,1543],"data_offsets":[0,%d]},
         "targets":{"dtype":"I64","shape":[3,7],"data_offsets":[%d,%d]}}\
        """
            .formatted(type, end, end, end + targets.length);
    Path one = safetensors(directory.resolve("both"), header, logits, targets);
    Scores scores = scores(one, DumpSpec.DEFAULT);
    Summary summary = scores.summary();
    assertThat(summary.metric("logprob_mean").mean()).isCloseTo(mean, within(1e-6));
    assertThat(summary.metric("perplexity").mean())
        .isCloseTo(Math.exp(-mean), within(1e-6 * Math.exp(-mean)));
    assertThat(summary.metric("target_rank").mean()).isEqualTo(rank);
    assertThat(summary.metric("entropy").mean()).isCloseTo(entropy, within(1e-6));
    assertThat(summary.metric("greedy_match").mean()).isEqualTo(greedy / 19.0);
    assertThat(scores.values("logprob_sum")[0]).isCloseTo(first, within(6e-6));
    assertThat(scores.values("logprob_sum")[1]).isCloseTo(second, within(7e-6));
    assertThat(scores.values("logprob_sum")[2]).isCloseTo(third, within(6e-6));
    if (descr != null) {
      Path array = npy(directory.resolve("logits.npy"), descr, "(3, 7, 1543)", logits);
      Path ids = npy(directory.resolve("targets.npy"), "<i8", "(3, 7)", targets);
      assertThat(scores(array, targetsIn(ids)).summary().toJson()).isEqualTo(summary.toJson());
    }
  }

  /** A table of rows with lengths: any batches, threads, widths of integers. */
  @Test
  void lengthsCutTheSameItemsOutOfATable() throws IOException {
    byte[] logits = logits(Format.FLOAT32, ITEMS * ROWS * IDS, LogitsSourceTest::logit);
    Path cube = npy(directory.resolve("cube.npy"), "<f4", "(3, 7, 1543)", logits);
    Path table = npy(directory.resolve("table.npy"), "<f4", "(21, 1543)", logits);
    byte[] narrow = integers(2, targets());
    Path ids = npy(directory.resolve("ids.npy"), "<i2", "(3, 7)", narrow);
    Path line = npy(directory.resolve("line.npy"), "<i2", "(21,)", narrow);
    Path seven = npy(directory.resolve("seven.npy"), "|u1", "(4,)", integers(1, 7, 7, 0, 7));
    double wanted = scores(cube, targetsIn(ids)).summary().metric("perplexity").mean();
    DumpSpec spec = targetsIn(line).with(Field.ITEM_LENGTHS, seven.toString());
    for (BatchLimits limits : List.of(BatchLimits.DEFAULT, BatchLimits.DEFAULT.withBatchItems(1))) {
      Scores cut = scores(table, spec, limits, 3);
      assertThat(cut.status("entropy", 2)).isEqualTo(Status.SKIPPED_EMPTY);
      assertThat(cut.summary().metric("perplexity").mean()).isEqualTo(wanted);
      assertThat(cut.summary().items()).isEqualTo(4);
    }
    assertThat(scores(table, targetsIn(line)).summary().metric("perplexity").mean())
        .isEqualTo(wanted);
  }

  @Test
  void maskedIdsArePossibleAndPaddingIsNotLookedAt() throws IOException {
    double[] rows = {0, Double.NEGATIVE_INFINITY, 0, Double.NaN, 1, 1, 0, 2, 1};
    Path array =
        npy(
            directory.resolve("logits.npy"),
            2,
            "{'shape': (3, 1, 3), 'fortran_order': False, 'descr': '<f4'}",
            logits(Format.FLOAT32, 9, index -> rows[index]));
    Path ids = npy(directory.resolve("ids.npy"), "<i4", "(3, 1)", integers(4, 1, -100, 1));
    Scores scores = scores(array, targetsIn(ids));
    assertThat(scores.status("logprob_sum", 0)).isEqualTo(Status.SKIPPED_NON_FINITE);
    assertThat(scores.value("target_rank", 0)).isEqualTo(2);
    assertThat(scores.value("entropy", 0)).isCloseTo(Math.log(2), within(1e-6));
    assertThat(scores.status("perplexity", 1)).isEqualTo(Status.SKIPPED_EMPTY);
    assertThat(scores.value("greedy_match", 2)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NaN       | 1  | logit NaN of id 1
          Infinity  | 1  | logit Infinity of id 1
          0         | 3  | target 3 is outside the vocabulary of 3
          0         | 70000000000 | target 70000000000 is outside the vocabulary of 3
          """)
  void badRowsAreLocated(double logit, long target, String reason) throws IOException {
    double[] rows = {1, 2, 3, 4, logit, 5};
    Path array =
        npy(
            directory.resolve("logits.npy"),
            "<f4",
            "(2, 3)",
            logits(Format.FLOAT32, 6, index -> rows[index]));
    Path ids = npy(directory.resolve("ids.npy"), "<i8", "(2,)", integers(8, 0, target));
    String place =
        reason.startsWith("logit")
            ? array + ", record 2, byte " + (128 + 4 * 4)
            : ids + ", record 2, byte " + (128 + 8);
    assertRefused(array, targetsIn(ids), place + ": " + reason);
  }

  @Test
  void aRowWithoutADistributionIsLocated() throws IOException {
    byte[] none = logits(Format.FLOAT16, 4, index -> Double.NEGATIVE_INFINITY);
    Path array = npy(directory.resolve("logits.npy"), "<f2", "(2, 2)", none);
    Path ids = npy(directory.resolve("ids.npy"), "<u8", "(2,)", integers(8, -1, 1));
    assertRefused(array, targetsIn(ids), "target 9223372036854775807 is outside");
    npy(ids, "<i8", "(2,)", integers(8, -1, 1));
    assertRefused(
        array,
        targetsIn(ids),
        array + ", record 2, byte 132: the largest logit of the row is -Infinity");
  }

  @Test
  void optionsThatDoNotFitAreWrongUsage() throws IOException {
    Path array =
        npy(directory.resolve("logits.npy"), "<f4", "(2, 3)", logits(Format.FLOAT32, 6, i -> i));
    Path ids = npy(directory.resolve("ids.npy"), "<i8", "(2,)", integers(8, 0, 1));
    for (DumpSpec options :
        List.of(
            DumpSpec.DEFAULT,
            targetsIn(ids).with(Field.PREDICTION, "output"),
            targetsIn(ids).withBy(List.of("model")))) {
      assertThatThrownBy(() -> Dumps.open(List.of(array), options, BatchLimits.DEFAULT))
          .isInstanceOf(IllegalArgumentException.class);
    }
    Path lines = Files.writeString(directory.resolve("lines"), "{\"prediction\":[1]}\n");
    assertThatThrownBy(() -> Dumps.open(List.of(lines), targetsIn(ids), BatchLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "format jsonl does not use Field.TARGETS; remove it, or choose a format that does (npy,"
                + " safetensors)");
    BatchLimits one = new BatchLimits(16, 1 << 20, 1, 1, 1, 1 << 20);
    assertThatThrownBy(() -> scores(array, targetsIn(ids), one, 1))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("record 2, byte 140");
  }

  private static void assertRefused(Path dump, DumpSpec options, String reason) {
    assertThatThrownBy(() -> scores(dump, options))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining(reason);
  }
}
