// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transcripts that are joined by their first word, and the warning where they are not. */
class KaldiTest {
  @TempDir Path directory;
  private List<String> findings = List.of();

  private Scores score(String format, String predictions, String references) throws IOException {
    DumpSpec spec =
        DumpSpec.DEFAULT
            .with(Field.FORMAT, format)
            .with(Field.PREDICTION, write("hyp", predictions))
            .with(Field.REFERENCE, write("ref", references));
    try (DumpSource source = Dumps.open(List.of(), spec, BatchLimits.DEFAULT)) {
      Scores scores = Evaluator.of("token_edit_distance", "text_exact_match").scores(source);
      findings = source.findings().stream().map(Message::toString).toList();
      return scores;
    }
  }

  private String write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  @Test
  void linesAreJoinedByTheirFirstWord() throws IOException {
    Scores scores =
        score(
            "kaldi",
            "c  no { braces } here\r\na\tone two\n\nB\n",
            "a one two\nb x y\nB\nc no braces here\n");
    assertThat(scores.value("token_edit_distance", 0)).isEqualTo(0);
    assertThat(scores.value("token_edit_distance", 1)).isEqualTo(2);
    assertThat(scores.value("text_exact_match", 2)).isEqualTo(1);
    assertThat(scores.value("token_edit_distance", 3)).isEqualTo(2);
    assertThat(scores.summary().groups().getFirst().noPrediction()).isEqualTo(1);
  }

  @Test
  void errors() {
    assertThatThrownBy(() -> score("kaldi", "a x\na y\n", "a x\n"))
        .hasMessageContaining("hyp, record 2, byte 4: 'a' occurs twice");
    assertThatThrownBy(() -> score("kaldi", "a x\nz y\n", "a x\n"))
        .hasMessageContaining("hyp, record 2, byte 4: 'z' is not in");
    DumpSpec one = DumpSpec.DEFAULT.with(Field.FORMAT, "kaldi").with(Field.REFERENCE, "r");
    assertThatThrownBy(() -> Dumps.open(List.of(), one, BatchLimits.DEFAULT))
        .hasMessageContaining("format kaldi needs a file of predictions and one of references");
  }

  @Test
  void linesOfTextsInAnotherOrderAreReported() throws IOException {
    StringBuilder shuffled = new StringBuilder();
    StringBuilder sorted = new StringBuilder();
    for (int line = 0; line < 30_000; line++) {
      sorted.append("utt").append(line).append(" some words\n");
      shuffled.append("utt").append(line * 7 % 30_000).append(" other words\n");
    }
    score("text", shuffled.toString(), sorted.toString());
    assertThat(findings)
        .containsExactly(
            "warning: the first words of 30000 lines are the same in both files, in another order."
                + " Set Field.FORMAT to kaldi to join lines by their first word");
    score("text", sorted.toString(), sorted.toString());
    assertThat(findings).isEmpty();
    score("text", "a b\nc d\n", "a b\ne d\n");
    assertThat(findings).isEmpty();
  }
}
