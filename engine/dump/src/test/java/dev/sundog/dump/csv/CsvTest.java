// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.metric.Metric;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps in CSV and TSV. */
class CsvTest {
  private static final String TABLE =
      """
      id,prediction,reference,reference,model
      1,"a, b","a, b",x,m1
      2,"line
      two",y,"line
      two",m2

      3,,q,,m1
      4,"he said ""hi\""","he said ""hi\""",,m2
      5,"","",,m1
      """;

  @TempDir Path directory;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static Scores scores(Path dump, DumpSpec spec, BatchLimits limits, String... metrics) {
    try (DumpSource source = Dumps.open(List.of(dump), spec, limits)) {
      return Evaluator.of(metrics).withThreads(2).scores(source);
    }
  }

  private static Scores scores(Path dump, DumpSpec spec, String... metrics) {
    return scores(dump, spec, BatchLimits.DEFAULT, metrics);
  }

  @Test
  void fieldsMayHoldDelimitersQuotesAndLineBreaks() throws IOException {
    Path dump = file("dump", TABLE);
    Scores scores = scores(dump, DumpSpec.DEFAULT, "text_exact_match");
    assertThat(scores.values("text_exact_match")).containsExactly(1, 1, 0, 1, 1);
    assertThat(scores.summary().groups().get(0).noPrediction()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "crlf", "mark", "gzip", "zstandard", "tabs", "unterminated"})
  void everyVariantScoresAlike(String variant) throws IOException {
    String text =
        switch (variant) {
          case "crlf" -> TABLE.replace("\n", "\r\n");
          case "mark" -> "\uFEFF" + TABLE;
          case "tabs" -> TABLE.replace("a, b", "a\t b").replaceAll(",(?! )", "\t");
          case "unterminated" -> TABLE.strip();
          default -> TABLE;
        };
    byte[] bytes = text.getBytes(UTF_8);
    Path dump = directory.resolve("dump");
    Files.write(
        dump,
        switch (variant) {
          case "gzip" -> gzip(bytes);
          case "zstandard" -> Zstd.compress(bytes);
          default -> bytes;
        });
    DumpSpec spec = DumpSpec.DEFAULT.withBy(List.of("model", DumpSpec.LENGTH));
    try (DumpSource source = Dumps.open(List.of(dump), spec, BatchLimits.DEFAULT)) {
      assertThat(source.format().name()).isEqualTo(variant.equals("tabs") ? "tsv" : "csv");
      Summary summary = Evaluator.of("text_exact_match").run(source);
      assertThat(summary.groups())
          .extracting(group -> group.key() + " " + group.metric("text_exact_match").sum())
          .containsExactlyInAnyOrder(
              "[m1, 2] 1.0", "[m2, 1] 1.0", "[m1, 1] 0.0", "[m2, 3] 1.0", "[m1, 0] 1.0");
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void arraysOfIntegersAreTokenIds() throws IOException {
    Path dump =
        file(
            "dump",
            """
            output,target,logprobs
            "[1,2]","[1, 2]","[null,-0.5,-1]"
            "[3,70000,-5]","[3,70000]",[-2]
            [],[],
            """);
    DumpSpec spec =
        DumpSpec.DEFAULT.with(Field.PREDICTION, "output").with(Field.REFERENCE, "target");
    Scores scores = scores(dump, spec, "token_edit_distance", "token_count", "logprob_sum");
    assertThat(scores.values("token_edit_distance")).containsExactly(0, 1, 0);
    assertThat(scores.value("logprob_sum", 0)).isEqualTo(-1.5);
    assertThat(scores.value("logprob_sum", 1)).isEqualTo(-2);
    assertThat(scores.value("logprob_sum", 2)).isNaN();
  }

  @Test
  void otherFieldsAreTextsAsTheyAreWritten() throws IOException {
    Path dump = file("dump", "prediction,reference\n1.50,1.50\n[invalid],[invalid]\n[1;2],x\n");
    assertThat(scores(dump, DumpSpec.DEFAULT, "text_exact_match").values("text_exact_match"))
        .containsExactly(1, 1, 0);
  }

  @Test
  void logprobsAloneSuggestTheirMetrics() throws IOException {
    Path dump = file("dump", "id,logprobs\na,\"[-1,-2]\"\n");
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      assertThat(source.metrics())
          .extracting(Metric::name)
          .containsExactly("logprob_mean", "perplexity");
      assertThat(source.keyNames()).isEmpty();
      assertThat(Evaluator.of("logprob_sum").run(source).metric("logprob_sum").sum()).isEqualTo(-3);
    }
  }

  /** Every file has its own header, whose columns may be in another order. */
  @Test
  void filesWithOtherColumnsAreReadAsOneDump() throws IOException {
    Path one = file("one", "prediction,reference\na,a\n");
    Path two = file("two", "note,reference,prediction\nx,b,c\nx,d,d\n");
    try (DumpSource source = Dumps.open(List.of(one, two), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      Summary summary = Evaluator.of("exact_match").withThreads(3).run(source);
      assertThat(summary.items()).isEqualTo(3);
      assertThat(summary.metric("exact_match").sum()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b|0|3 fields, but the header has 2 columns|,c",
        "a|0|1 fields, but the header has 2 columns|",
        "a,b\"c|3|a quote in a field without quotes|",
        "\"a\"b,c|3|text after a closing quote|",
        "a,\"b|2|a quote that is not closed|",
        "\"[1,-,2]\",[1]|5|expected a JSON value|",
        "[1],x|0|prediction and reference are a text and token ids|",
      })
  void malformedRowsAreLocated(String row, long offset, String reason, String rest)
      throws IOException {
    String before = "prediction,reference\n\"a\nb\",c\r\n";
    Path dump = file("dump.csv", before + row + (rest == null ? "" : rest) + "\nd,e\n");
    assertThatThrownBy(() -> scores(dump, DumpSpec.DEFAULT, "exact_match"))
        .isInstanceOfSatisfying(
            MalformedDumpException.class,
            malformed -> {
              assertThat(malformed.reason()).contains(reason);
              assertThat(malformed.source()).isEqualTo(dump.toString());
              assertThat(malformed.record()).isEqualTo(2);
              assertThat(malformed.offset()).isEqualTo(before.length() + offset);
            });
  }

  @Test
  void offsetsAreExact() throws IOException {
    String before = "prediction,reference,logprobs\na,b,[-1]\n";
    Path dump = file("dump", before + "a,b,\"[-1, 0.5]\"\n");
    assertThatThrownBy(() -> scores(dump, DumpSpec.DEFAULT, "logprob_sum"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageStartingWith(dump + ", record 2, byte " + (before.length() + 10) + ": log-prob");
    Files.write(dump, (before + "a,b\u00FF,[-1]\n").getBytes(ISO_8859_1));
    assertThatThrownBy(() -> scores(dump, DumpSpec.DEFAULT, "logprob_sum"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessage(dump + ", record 2, byte " + (before.length() + 3) + ": this is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answer,reference|no column \"prediction\". Set Field.PREDICTION to one of answer,"
            + " reference",
        "prediction,answer|no column \"reference\". Set Field.REFERENCE to one of prediction,"
            + " answer",
        "prediction,reference,prediction|column \"prediction\" occurs twice",
      })
  void columnsThatAreAbsentOrUnclearAreNamed(String header, String reason) throws IOException {
    Path dump = file("dump", header + "\n" + header + "\n");
    assertThatThrownBy(() -> scores(dump, DumpSpec.DEFAULT, "exact_match"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageStartingWith(dump + ", byte 0: " + reason);
  }

  @Test
  void aGivenColumnMustExist() throws IOException {
    Path dump = file("dump", "prediction,reference\na,b\n");
    for (Field field : List.of(Field.LOGPROBS, Field.ID, Field.BY, Field.REFERENCE)) {
      DumpSpec spec = DumpSpec.DEFAULT.with(field, "other");
      assertThatThrownBy(() -> scores(dump, spec, "exact_match"))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageContaining("no column \"other\". Set " + field.label() + " to one of");
    }
    assertThatThrownBy(() -> scores(dump, DumpSpec.DEFAULT.with(Field.CHOICES, "c"), "exact_match"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("format csv does not use Field.CHOICES; remove it");
  }

  @Test
  void aTableWithoutRowsHoldsNoRecords() throws IOException {
    Path dump = file("dump.csv", "prediction,reference\n\n");
    assertThatThrownBy(() -> scores(dump, DumpSpec.DEFAULT, "exact_match"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageStartingWith(dump.toString());
  }

  @Test
  void rowsBeyondTheLimitAreRefused() throws IOException {
    String row = "a,\"" + "b\n".repeat(100_000) + "\"\n";
    Path dump = file("dump", "prediction,reference\na,b\n" + row);
    DumpSpec spec =
        DumpSpec.DEFAULT
            .withLimits(InputLimits.DEFAULT.withRecordBytes(1000))
            .with(Field.FORMAT, "csv");
    assertThatThrownBy(() -> scores(dump, spec, "exact_match"))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("record 2, byte 25")
        .hasMessageContaining("InputLimits.recordBytes");
    assertThat(scores(dump, DumpSpec.DEFAULT, "exact_match").items()).isEqualTo(2);
  }

  /** Blocks, threads and chunks of any size: the same answers, wherever line breaks are quoted. */
  @Test
  void answersDoNotDependOnBatches() throws IOException {
    long seed = 42;
    Random random = new Random(seed);
    StringBuilder table = new StringBuilder("id,prediction,reference\n");
    String[] texts = {"a", "\"b, c\"", "\"d\ne\"", "\"f \"\"g\"\"\"", "", "\"\"", "é 東京"};
    for (int row = 0; row < 3000; row++) {
      table
          .append(row)
          .append(',')
          .append(texts[random.nextInt(texts.length)])
          .append(',')
          .append(texts[random.nextInt(texts.length)])
          .append(row % 3 == 0 ? "\r\n" : "\n");
    }
    Path dump = file("dump", table.toString());
    String[] metrics = {"text_exact_match", "edit_similarity"};
    String expected = scores(dump, DumpSpec.DEFAULT, metrics).summary().toJson();
    assertThat(expected).as("seed " + seed).contains("\"items\": 3000");
    for (int items : new int[] {1, 7, 1000}) {
      BatchLimits limits = new BatchLimits(items, 1 << 17, 4 << 20, 1000, 1 << 20, 1 << 26);
      assertThat(scores(dump, DumpSpec.DEFAULT, limits, metrics).summary().toJson())
          .as("seed " + seed + ", " + items + " items")
          .isEqualTo(expected);
    }
  }

  /** A table cut anywhere is an error or the answer of its whole rows, never a crash. */
  @Test
  void cutAtEveryByte() throws IOException {
    byte[] bytes = TABLE.getBytes(UTF_8);
    Path dump = directory.resolve("dump.csv");
    for (int length = 0; length < bytes.length; length++) {
      Files.write(dump, Arrays.copyOf(bytes, length));
      try {
        assertThat(scores(dump, DumpSpec.DEFAULT, "text_exact_match").items()).isBetween(1L, 5L);
      } catch (MalformedDumpException e) {
        assertThat(e.source()).isEqualTo(dump.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a plain line\nanother, with a comma\n'",
        "'one,two\nthree\n'",
        "'a,b\u0001\nc,d\n'",
        "'word\nword\n'",
      })
  void plainTextIsNotATable(String text) throws IOException {
    Path dump = file("dump", text);
    assertThatThrownBy(() -> scores(dump, DumpSpec.DEFAULT, "exact_match"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("none of the formats that are detected");
  }
}
