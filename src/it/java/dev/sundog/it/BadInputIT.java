// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.sundog.it.Program.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: one line with the place, exit code 2, and no file that was not whole. */
class BadInputIT extends InstalledProgram {
  private static final String GOOD =
      "{\"prediction\":[1,2],\"reference\":[1,3],\"logprobs\":[-1.5,-0.5]}\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not JSON              | this is not JSON
          cut in a line         | {"prediction":[1,2],"refer
          id beyond 32 bits     | {"prediction":[1,2],"reference":[4294967296],"logprobs":[]}
          id that is no integer | {"prediction":[1,2],"reference":[1.5],"logprobs":[]}
          log-prob above 0      | {"prediction":[1],"reference":[1],"logprobs":[0.5]}
          wrong type            | {"prediction":true,"reference":[1],"logprobs":[]}
          """)
  void aBadRecordIsLocated(String what, String line) throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), GOOD + line + "\n");
    CommandResult result = score("bad.jsonl", "--logprobs", "logprobs");
    assertRefused(result, "bad.jsonl, record 2, byte ");
  }

  @Test
  void aPathThatDoesNotExistIsLocated() throws IOException {
    Files.writeString(folder.resolve("good.jsonl"), GOOD);
    assertRefused(
        score("good.jsonl", "--prediction", "choices.0.text", "--reference", "reference"),
        "good.jsonl, record 1",
        "choices.0.text");
  }

  @Test
  void unequalNumbersOfLinesAreRefused() throws IOException {
    Files.writeString(folder.resolve("hyp.txt"), "a b\nc d\n");
    Files.writeString(folder.resolve("ref.txt"), "a b\n");
    assertRefused(
        score("--format", "text", "--prediction", "hyp.txt", "--reference", "ref.txt"), ".txt");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Files.createFile(folder.resolve("empty.jsonl"));
    assertRefused(score("empty.jsonl"), "empty.jsonl");
  }

  @Test
  void aNativeDumpFromAPipeIsRefused() throws IOException {
    Files.writeString(folder.resolve("dump.jsonl"), GOOD);
    assertThat(sundog.run(folder, "convert", "dump.jsonl", "dump.sdog").code()).isZero();
    String piped = "cat dump.sdog | " + sundog.launcher() + " score -";
    assertRefused(
        Program.run(Map.of(), folder, List.of("sh", "-c", piped)), "from a pipe. Name a file");
  }

  @Test
  void zstdWithoutATemporaryFolderNamesTheFolder() throws IOException {
    Files.write(folder.resolve("dump.jsonl.zst"), Zstd.compress(GOOD.getBytes(UTF_8)));
    CommandResult result =
        sundog.run(Map.of("TMPDIR", "/nonexistent"), folder, "score", "dump.jsonl.zst");
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err())
        .contains("cannot load the library for zstd from the temporary folder /nonexistent")
        .doesNotContain("internal error");
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    assertRefused(score("nowhere.jsonl"), "nowhere.jsonl");
  }

  @Test
  void lineEndsOfWindowsAndAByteOrderMarkAreRead() throws IOException {
    Files.writeString(folder.resolve("dump.jsonl"), "\uFEFF" + GOOD.replace("\n", "\r\n"));
    CommandResult result = score("dump.jsonl", "--metrics", "token_edit_distance");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("1 item");
  }

  @Test
  void aNativeDumpThatIsCutOrChangedIsRefused() throws IOException {
    Files.writeString(folder.resolve("dump.jsonl"), GOOD.repeat(100));
    CommandResult converted = sundog.run(folder, "convert", "dump.jsonl", "dump.sdog");
    assertThat(converted.code()).as(converted.err()).isZero();
    byte[] whole = Files.readAllBytes(folder.resolve("dump.sdog"));
    for (int length : new int[] {0, 1, 16, whole.length / 2}) {
      Files.write(folder.resolve("cut.sdog"), Arrays.copyOf(whole, length));
      assertRefused(score("cut.sdog", "--format", "sdog"), "cut.sdog");
    }
    whole[whole.length / 2] ^= 1;
    Files.write(folder.resolve("cut.sdog"), whole);
    assertRefused(score("cut.sdog"), "cut.sdog");
  }

  @Test
  void aLimitIsCode3() throws IOException {
    Files.writeString(folder.resolve("dump.jsonl"), GOOD);
    CommandResult result = score("dump.jsonl", "--limit-record-bytes", "16");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("--limit-record-bytes", "dump.jsonl, record 1");
    assertThat(files()).containsExactly("dump.jsonl");
  }

  @Test
  void textOfADumpReachesTheTerminalWithoutEscapes() throws IOException {
    Files.writeString(
        folder.resolve("dump.jsonl"),
        "{\"prediction\":[1],\"reference\":[1],\"model\":\"\\u001b[31mred\\u0007\"}\n");
    CommandResult result = score("dump.jsonl", "--by", "model");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("[31mred").doesNotContain("\u001b", "\u0007");
  }

  @Test
  void anOutputThatCantBeWrittenIsCode4BeforeAnyWork() throws IOException {
    Files.writeString(folder.resolve("dump.jsonl"), GOOD);
    CommandResult result =
        sundog.run(folder, "score", "dump.jsonl", "--scores", "no/such/folder/scores.csv");
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).hasLineCount(1).contains("scores.csv");
  }

  private CommandResult score(String... arguments) throws IOException {
    return sundog.run(
        folder,
        Stream.of(
                Stream.of("score"),
                Stream.of(arguments),
                Stream.of("--scores", "scores.csv", "--summary", "summary.json"))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private void assertRefused(CommandResult result, String... place) throws IOException {
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().filter(line -> line.contains(place[0])))
        .hasSize(1)
        .allSatisfy(line -> assertThat(line).startsWith("sundog: ").contains(place));
    assertThat(files()).noneMatch(name -> name.contains("scores") || name.contains("summary"));
  }
}
