// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logits of a {@code .npy} file, from the command line. */
class LogitsCommandTest {
  @TempDir Path folder;

  private String logits;

  @BeforeEach
  void writeLogits() throws IOException {
    ByteBuffer rows = little(6 * Float.BYTES);
    for (float logit : new float[] {0, 0, 0, 0, 1, 0}) {
      rows.putFloat(logit);
    }
    logits = array("logits.npy", "<f4", "(2, 3)", rows);
  }

  @Test
  void targetsGiveFigures() throws IOException {
    CommandResult result =
        CommandResult.by("score", logits, "--targets", targets(2, 1), "--by", "@length");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("detected format npy");
    assertThat(result.out())
        .containsPattern("2 +logprob_mean +-0\\.82502")
        .containsPattern("2 +greedy_match +0\\.5")
        .containsPattern("2 +target_rank +0 ")
        .containsPattern("2 +entropy +1\\.0369");
  }

  @Test
  void mistakesHaveTheirExitCodes() throws IOException {
    CommandResult outside = CommandResult.by("score", logits, "--targets", targets(2, 3));
    assertThat(outside.code()).isEqualTo(2);
    assertThat(outside.err())
        .contains("targets.npy, record 2, byte 72: target 3 is outside the vocabulary of 3");
    assertThat(CommandResult.by("score", logits).code()).isEqualTo(64);
    assertThat(CommandResult.by("score", logits, "--targets", "nowhere.npy").code()).isEqualTo(2);
  }

  @Test
  void severalFilesHaveAFolderOfTargets() throws IOException {
    String targets = targets(2, 1);
    Path other = Files.copy(Path.of(logits), folder.resolve("other.npy"));
    CommandResult one = CommandResult.by("score", logits, other.toString(), "--targets", targets);
    assertThat(one.code()).isEqualTo(64);
    assertThat(one.err()).contains("Set it to a folder");
    Path answers = Files.createDirectory(folder.resolve("answers"));
    Files.copy(Path.of(targets), answers.resolve("logits.npy"));
    String[] both = {"score", logits, other.toString(), "--targets", answers.toString()};
    assertThat(CommandResult.by(both).err()).contains("other.npy: there is no such file");
    Files.copy(Path.of(targets), answers.resolve("other.npy"));
    assertThat(CommandResult.by(both).out())
        .contains("2 items")
        .containsPattern("logprob_mean +-0\\.82502");
  }

  @Test
  void aNativeDumpKeepsLogprobs() throws IOException {
    String dump = folder.resolve("run.sdog").toString();
    CommandResult result = CommandResult.by("convert", logits, dump, "--targets", targets(2, 1));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("not ranks and entropies");
    assertThat(CommandResult.by("score", dump, "--metrics", "logprob_mean,entropy").out())
        .containsPattern("logprob_mean +-0\\.82502")
        .contains("1 no logits");
  }

  private String targets(int... ids) throws IOException {
    ByteBuffer bytes = little(ids.length * Integer.BYTES);
    for (int id : ids) {
      bytes.putInt(id);
    }
    return array("targets.npy", "<i4", "(2,)", bytes);
  }

  /** A file whose data begins at byte 68 of a header without padding. */
  private String array(String name, String descr, String shape, ByteBuffer data)
      throws IOException {
    String header = "{'descr':'%s','fortran_order':False,'shape':%s}".formatted(descr, shape);
    byte[] whole = new byte[68 + data.capacity()];
    ByteBuffer.wrap(whole)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("\u0093NUMPY\u0001\u0000".getBytes(ISO_8859_1))
        .putShort((short) 58)
        .put((header + " ".repeat(58 - header.length())).getBytes(ISO_8859_1))
        .put(data.flip());
    return Files.write(folder.resolve(name), whole).toString();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
