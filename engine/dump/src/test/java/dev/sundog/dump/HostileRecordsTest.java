// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.kernel.Kernels;
import dev.sundog.run.BatchTask;
import dev.sundog.run.Evaluator;
import dev.sundog.run.WorkerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is not what it should be: a located error, or the right answer. */
class HostileRecordsTest {
  private static final String TWO =
      """
      {"id":"a","prediction":[1,2,3],"reference":[1,2,4]}
      {"id":"b","prediction":[70000, -5],"reference":[70000, -5],"note":"\\u00fc [\\"] ü"}
      """;

  @TempDir Path directory;

  private final WorkerContext worker =
      new WorkerContext(BatchLimits.DEFAULT, new GroupKeys(List.of()), Kernels.select());

  @AfterEach
  void freeMemory() {
    worker.close();
  }

  private Summary score(byte[] content, DumpSpec options) throws IOException {
    Path dump = Files.write(directory.resolve("dump"), content);
    try (DumpSource source = Dumps.open(List.of(dump), options, BatchLimits.DEFAULT)) {
      return Evaluator.of("exact_match", "token_edit_distance").withThreads(1).run(source);
    }
  }

  /** Reads without scoring, with one worker for all: memory is slow to free. */
  private long items(byte[] content, DumpSpec options) throws IOException {
    Path dump = Files.write(directory.resolve("dump"), content);
    long items = 0;
    try (DumpSource source = Dumps.open(List.of(dump), options, BatchLimits.DEFAULT)) {
      for (BatchTask next = source.next(); next != null; next = source.next()) {
        items += next.load(worker).items();
        worker.appender().clear();
      }
    } finally {
      worker.appender().clear();
    }
    return items;
  }

  private Summary score(String content) throws IOException {
    return score(content.getBytes(UTF_8), DumpSpec.DEFAULT);
  }

  private static String answer(Summary summary) {
    return summary.items()
        + " "
        + summary.metric("exact_match").sum()
        + " "
        + summary.metric("token_edit_distance").sum();
  }

  @Test
  void soundRecords() throws IOException {
    String answer = "2 1.0 1.0";
    assertThat(answer(score(TWO))).isEqualTo(answer);
    assertThat(answer(score(TWO.strip()))).isEqualTo(answer);
    assertThat(answer(score("\uFEFF" + TWO))).isEqualTo(answer);
    assertThat(answer(score(TWO.replace("\n", "\r\n")))).isEqualTo(answer);
    assertThat(answer(score(TWO.replace("\n", "\n\n  \n")))).isEqualTo(answer);
    assertThat(answer(score("[" + TWO.strip().replace("\n", ",\n") + "]\n"))).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{`prediction`:[1],`reference`:[1,]} | 33 | expected a token id (an integer)",
        "{`prediction`:[1],`reference`:[01]} | 31 | a number must not have a leading zero",
        "{`prediction`:[1],`reference`:[1.5]} | 31 | token id 1.5 is not an integer",
        "{`prediction`:[1],`reference`:[3000000000]} | 31 | token id 3000000000 is beyond the"
            + " range",
        "{`prediction`:[1],`reference`:[1} | 32 | expected ',' or ']'",
        "{`prediction`:[1],`reference`:[1]} x | 35 | unexpected text after the record",
        "{`prediction`:[1],`reference`:[1],`prediction`:[1]} | 47 | field \"prediction\" occurs"
            + " twice",
        "{`prediction`:[1],`reference`:[1],`x`:nul} | 41 | expected a JSON value",
        "{`prediction`:[1],`reference`:[1] | 33 | unexpected end of record",
        "{`prediction`:[1],`reference`:{`a`:1}} | 30 | expected a text, found an object",
        "{`prediction`:[1],`reference`:`1`} | 0 | prediction and reference are a text and token"
            + " ids",
        "{`prediction`:[1,`2`],`reference`:[1]} | 17 | expected a token id (an integer), found a"
            + " string",
        "{`prediction`:[`1`,`2`],`reference`:[1]} | 15 | expected a token id (an integer), found a"
            + " string",
        "{`prediction`:[1],`reference`:[`1`]} | 0 | prediction and reference are a text and token"
            + " ids",
        "{`prediction`:`\\ud800`,`reference`:`a`} | 15 | unpaired surrogate in a string",
        "{`prediction`:`\\q`,`reference`:`a`} | 15 | unknown escape sequence",
        "{`prediction`:[1]} | 0 | no field \"reference\"",
        "{`reference`:[1]} | 0 | no field \"prediction\". The record has"
            + " \"reference\". Set Field.PREDICTION to its path; use null",
        "{`reference`:[1],`choices`:[{`text`:`a`}]} | 0 | no field \"prediction\"",
        "{`answer`:[1]} | 0 | no field \"prediction\", \"logprobs\" or \"choices\"",
        "{`logprobs`:[-1,1e999]} | 16 | number 1e999 is beyond the range of float64",
        "{`logprobs`:[-1,-1e39]} | 16 | log-prob -1.0E39 is beyond the range of float32",
        "{`logprobs`:[-1, 0.5]} | 17 | log-prob 0.5 is not the logarithm",
        "{`logprobs`:[-1,Infinity]} | 16 | log-prob Infinity is not the logarithm",
        "{`logprobs`:[-9999,{`x`:{`logprob`:`0.5`}}]} | 35 | log-prob 0.5 is not the logarithm",
        "{`logprobs`:[-1,[]]} | 16 | expected a number, found an array",
        "{`logprobs`:0.9} | 12 | log-prob 0.9 is not the logarithm of a probability: it is above 0",
        "{`logprobs`:[-1, `-1f`]} | 17 | \"-1f\" is not a number",
        "{`logprobs`:[-1, `-1e999`]} | 17 | \"-1e999\" is beyond the range of float64",
        "{`logprobs`:[`nan`]} | 13 | \"nan\" is not a finite number or -inf",
        "{`logprobs`:[true]} | 13 | expected a number, found a boolean",
        "{`logprobs`:[{`rank`:1}]} | 13 | this token has no \"logprob\"",
      })
  void unsoundRecords(String record, long offset, String reason) {
    String before = "{\"prediction\":[1],\"reference\":[1]}\n";
    assertThatThrownBy(() -> score(before + record.replace('`', '"')))
        .isInstanceOfSatisfying(
            MalformedDumpException.class,
            malformed -> {
              assertThat(malformed.reason()).startsWith(reason);
              assertThat(malformed.record()).isEqualTo(2);
              assertThat(malformed.offset()).isEqualTo(before.length() + offset);
              assertThat(malformed.source()).endsWith("dump");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'prediction':'1 b','reference':'1'}",
        "{'prediction':'1','reference':['1','b']}",
        "{'choices':[-1,-2],'choice_texts':['1','b'],'gold':1}"
      })
  void textsThatAreNoTokens(String record) {
    String unsound = record.replace('\'', '"');
    String sound = unsound.replace(" b", "").replace("\"b\"", "\"2\"") + "\n";
    DumpSpec ids = DumpSpec.DEFAULT.withTokenizer(Tokenizer.IDS);
    assertThatThrownBy(() -> score((sound + unsound).getBytes(UTF_8), ids))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageEndingWith(
            "dump, record 2, byte "
                + sound.length()
                + ": the text can't be tokenized: \"b\" is not an integer of 32 bits;"
                + " tokenizer ids takes no other text");
  }

  @Test
  void aSideThatIsNullIsMissingAndOneThatIsAbsentIsAnError() throws IOException {
    DumpSpec target = DumpSpec.DEFAULT.with(Field.REFERENCE, "target");
    DumpSpec both = target.with(Field.PREDICTION, "answer.text");
    String missing = "{\"prediction\":null,\"answer\":null,\"target\":[1]}\n";
    assertThat(score(missing.getBytes(UTF_8), target).metric("exact_match").mean()).isEqualTo(0);
    assertThat(score(missing.getBytes(UTF_8), both).metric("exact_match").mean()).isEqualTo(0);
    byte[] absent = (missing + "{\"target\":[1]}\n").getBytes(UTF_8);
    for (DumpSpec options : List.of(target, both)) {
      assertThatThrownBy(() -> score(absent, options))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageContaining("record 2, byte " + missing.length() + ": no field \"");
    }
  }

  @Test
  void bytesThatAreNotUtf8() {
    for (String bytes : List.of("\u00C0\u0080", "\u00ED\u00A0\u0080", "\u00F5\u0080", "\u0000")) {
      String record = "{\"prediction\":\"" + bytes + "\",\"reference\":\"a\"}";
      assertThatThrownBy(() -> score(record.getBytes(ISO_8859_1), DumpSpec.DEFAULT))
          .isInstanceOfSatisfying(
              MalformedDumpException.class,
              malformed -> assertThat(malformed.offset()).isEqualTo(15));
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "'  ', 0", "plain text, 0", "'[1]', 1"})
  void filesWithoutRecords(String content, long offset) {
    assertThatThrownBy(() -> score(content))
        .isInstanceOfSatisfying(
            MalformedDumpException.class,
            malformed -> assertThat(malformed.offset()).isEqualTo(offset));
  }

  @Test
  void aMillionLevelsDeep() throws IOException {
    int depth = 1_000_000;
    String deep = "[".repeat(depth) + "]".repeat(depth);
    String record = "{\"x\":" + deep + ",\"prediction\":[1],\"reference\":[1]}";
    assertThat(score(record).items()).isEqualTo(1);
    assertThat(score("[" + record + "]").items()).isEqualTo(1);
    assertThatThrownBy(() -> score(record.replace("]]],", "]],")))
        .isInstanceOf(MalformedDumpException.class);
  }

  @Test
  void recordsBeyondTheLimit() {
    String record = "{\"prediction\":[" + "1,".repeat(100_000) + "1],\"reference\":[1]}";
    InputLimits limits = InputLimits.DEFAULT.withRecordBytes(100_000);
    for (String content : List.of(record, "[" + record + "]")) {
      assertThatThrownBy(() -> score(content.getBytes(UTF_8), DumpSpec.DEFAULT.withLimits(limits)))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("record 1")
          .hasMessageContaining("Raise InputLimits.recordBytes");
    }
  }

  @Test
  void archivesThatInflateBeyondTheLimits() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] spaces = " ".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 64; i++) {
        gzip.write(spaces);
      }
    }
    DumpSpec options = DumpSpec.DEFAULT.with(Field.FORMAT, "json");
    assertThatThrownBy(() -> score(bomb.toByteArray(), options))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("Raise InputLimits.inflateRatio");
  }

  @Test
  void compressedRecordsAreTheSame() throws IOException {
    byte[] gzip = gzip(TWO);
    assertThat(answer(score(gzip, DumpSpec.DEFAULT))).isEqualTo("2 1.0 1.0");
    byte[] zstandard = Zstd.compress(TWO.getBytes(UTF_8));
    assertThat(answer(score(zstandard, DumpSpec.DEFAULT))).isEqualTo("2 1.0 1.0");
    for (byte[] whole : List.of(gzip, zstandard)) {
      for (int length = 8; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> items(cut, DumpSpec.DEFAULT))
            .isInstanceOf(MalformedDumpException.class);
      }
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(text.getBytes(UTF_8));
    }
    return gzip.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void gzipMembersAreAllRead() throws IOException {
    byte[] member = gzip(TWO);
    byte[] both = joined(member, member);
    assertThat(answer(score(both, DumpSpec.DEFAULT))).isEqualTo("4 2.0 2.0");
    for (int length = member.length + 1; length < both.length; length++) {
      byte[] cut = Arrays.copyOf(both, length);
      assertThatThrownBy(() -> items(cut, DumpSpec.DEFAULT))
          .isInstanceOf(MalformedDumpException.class);
    }
    for (int at : new int[] {0, 1, 2}) {
      byte[] damaged = both.clone();
      damaged[member.length + at] ^= 1;
      assertThatThrownBy(() -> items(damaged, DumpSpec.DEFAULT))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageContaining("something else stands behind the compressed data");
    }
    byte[] padded = joined(member, new byte[512]);
    assertThatThrownBy(() -> items(padded, DumpSpec.DEFAULT))
        .isInstanceOf(MalformedDumpException.class);
  }

  @Test
  void zstandardMayBeginWithASkippableFrame() throws IOException {
    byte[] skippable = {0x5A, 0x2A, 0x4D, 0x18, 1, 0, 0, 0, 7};
    byte[] dump = joined(skippable, Zstd.compress(TWO.getBytes(UTF_8)));
    assertThat(answer(score(dump, DumpSpec.DEFAULT))).isEqualTo("2 1.0 1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "\u00FD7zXZ, this is compressed with xz",
    "BZh9, this is compressed with bzip2",
    "'\u0004\"M\u0018', this is compressed with lz4",
    "'PK\u0003\u0004', this is a zip archive",
    "\u00FF\u00FE{, this is UTF-16",
    "\u00FE\u00FF{, this is UTF-16",
    "id;text, this is in none of the formats that are detected"
  })
  void otherFormatsAreNamed(String begin, String reason) {
    assertThatThrownBy(() -> score(begin.getBytes(ISO_8859_1), DumpSpec.DEFAULT))
        .isInstanceOfSatisfying(
            MalformedDumpException.class,
            malformed -> assertThat(malformed.reason()).startsWith(reason));
  }

  @Test
  void cutAtEveryByte() throws IOException {
    String array = "{\"a\":[1,{}],\"data\":[" + TWO.strip().replace("\n", ",") + "],\"b\":\"]\"}";
    DumpSpec records = DumpSpec.DEFAULT.with(Field.RECORDS, "data");
    byte[] bytes = array.getBytes(UTF_8);
    assertThat(answer(score(bytes, records))).isEqualTo("2 1.0 1.0");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> items(cut, records)).isInstanceOf(MalformedDumpException.class);
    }
    byte[] lines = TWO.strip().getBytes(UTF_8);
    int first = TWO.indexOf('\n');
    for (int length = 0; length < lines.length; length++) {
      byte[] cut = Arrays.copyOf(lines, length);
      if (length == first || length == first + 1) {
        assertThat(answer(score(cut, DumpSpec.DEFAULT))).isEqualTo("1 0.0 1.0");
      } else {
        assertThatThrownBy(() -> items(cut, DumpSpec.DEFAULT))
            .isInstanceOf(MalformedDumpException.class);
      }
    }
  }

  @Test
  void randomBytesChangedGiveAnAnswerOrALocatedError() throws IOException {
    long seed = Long.getLong("sundog.seed", 20_261_124L);
    Random random = new Random(seed);
    String texts = TWO + "{\"prediction\":\"a \\u00fc\",\"reference\":[\"b\",\"a ü\"]}\n";
    byte[] lines = texts.getBytes(UTF_8);
    byte[] array = ("[" + texts.strip().replace("\n", ",") + "]").getBytes(UTF_8);
    DumpSpec options = DumpSpec.DEFAULT.withTokenizer(Tokenizer.CHARS);
    for (int round = 0; round < 800; round++) {
      byte[] changed = (round % 2 == 0 ? lines : array).clone();
      for (int flips = 1 + random.nextInt(2); flips > 0; flips--) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(items(changed, options)).isBetween(1L, 4L);
      } catch (MalformedDumpException e) {
        assertThat(e.offset()).as("seed %s round %s: %s", seed, round, e).isNotNegative();
      }
    }
  }
}
