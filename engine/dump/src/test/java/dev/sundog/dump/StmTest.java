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

/** References by time against words with times. */
class StmTest {
  private static final String REFERENCES =
      """
      ;; comment
      talk 1 anna 0.00 2.00 <o,f0,female> good { morning / day } all
      talk 1 bert 2.00 3.00 IGNORE_TIME_SEGMENT_IN_SCORING
      talk 1 anna 3.00 5.50 the end
      talk 2 carl 0 1 silence
      """;

  @TempDir Path folder;
  private List<String> notes = List.of();

  private Scores score(String words, String segments) throws IOException {
    DumpSpec spec =
        DumpSpec.DEFAULT
            .with(Field.FORMAT, "stm")
            .with(Field.PREDICTION, Files.writeString(folder.resolve("a.ctm"), words).toString())
            .with(Field.REFERENCE, Files.writeString(folder.resolve("a.stm"), segments).toString());
    try (DumpSource source = Dumps.open(List.of(), spec, BatchLimits.DEFAULT)) {
      notes = source.notes().stream().map(Message::toString).toList();
      return Evaluator.of("token_edit_distance").scores(source);
    }
  }

  @Test
  void theMidpointOfAWordDecides() throws IOException {
    Scores scores =
        score(
            """
            talk 1 3.10 0.20 the 0.9
            talk 1 0.10 0.30 good 1.00
            talk 1 0.50 0.40 day
            talk 1 1.80 0.30 all 0.7
            talk 1 1.90 0.40 noise
            talk 1 4.00 0.50 ends
            """,
            REFERENCES);
    assertThat(scores.items()).isEqualTo(3);
    assertThat(scores.value("token_edit_distance", 0)).isEqualTo(0);
    assertThat(scores.value("token_edit_distance", 1)).isEqualTo(1);
    assertThat(scores.value("token_edit_distance", 2)).isEqualTo(1);
    assertThat(notes).isEmpty();
  }

  @Test
  void wordsOutsideOfSegmentsAreInsertions() throws IOException {
    String segments = "f A s 1 2 one\nf A s 3 4 two\n";
    Scores scores = score("f A 0.1 0.1 x\nf A 1.4 0.2 one\nf A 2.5 0 y\nf A 9 1 z\n", segments);
    assertThat(scores.value("token_edit_distance", 0)).isEqualTo(1);
    assertThat(scores.value("token_edit_distance", 1)).isEqualTo(2);
    assertThat(notes)
        .containsExactly(
            "3 words lie outside of all segments: counted in the next segment of the channel, or in"
                + " the last");
  }

  @Test
  void optionalWordsMayBeMissing() throws IOException {
    String segments = "f A s 0 2 <o> I (uh) want\nf A s 2 4 well (um)\nf A s 4 6 (uh)\n";
    Scores scores =
        score("f A 0.1 0.2 I\nf A 0.5 0.2 want\nf A 2.1 0.2 well\nf A 2.5 0.2 om\n", segments);
    assertThat(scores.value("token_edit_distance", 0)).as("missing").isZero();
    assertThat(scores.value("token_edit_distance", 1)).as("another word").isEqualTo(1);
    assertThat(scores.value("token_edit_distance", 2)).as("nothing else").isZero();
  }

  /** Segments with alternatives, optional words, gaps and parts that are not scored. */
  @Test
  void editsAreThoseOfSclite() throws IOException {
    Path corpus = Path.of(System.getProperty("sundog.corpus"), "stm");
    Scores scores =
        score(
            Files.readString(corpus.resolve("words.ctm")),
            Files.readString(corpus.resolve("segments.stm")));
    List<String> errors = Files.readAllLines(corpus.resolve("errors.txt"));
    assertThat(scores.items()).isEqualTo(errors.size());
    for (int item = 0; item < errors.size(); item++) {
      String[] counts = errors.get(item).split(" ", -1);
      int edits =
          Integer.parseInt(counts[3]) + Integer.parseInt(counts[4]) + Integer.parseInt(counts[5]);
      assertThat((int) scores.value("token_edit_distance", item))
          .as("segment " + (item + 1) + ": " + errors.get(item))
          .isEqualTo(edits);
    }
  }

  @Test
  void errors() {
    assertThatThrownBy(() -> score("talk 1 0 1 x\ntalk 9 0.1 0.1 x\n", REFERENCES))
        .hasMessageContaining("a.ctm, record 2, byte 13: file and channel \"talk 9\" are not in");
    assertThatThrownBy(() -> score("talk 1 0 x\n", REFERENCES))
        .hasMessageContaining("record 1, byte 0: 4 fields; a line is \"file channel begin");
    assertThatThrownBy(() -> score("talk 1 -1 1 x\n", REFERENCES))
        .hasMessageContaining("record 1, byte 0: \"-1\" is not a time in seconds");
    assertThatThrownBy(() -> score("", "talk 1 anna 3 2 x\n"))
        .hasMessageContaining("a.stm, record 1, byte 0: the segment ends before it begins");
    assertThatThrownBy(() -> score("", "f 1 a 1 2 x\nf 1 b 1 3 y\n"))
        .hasMessageContaining("segment \"f 1 1\" occurs twice");
    assertThatThrownBy(() -> score("", ";; nothing\n")).hasMessageContaining("it holds no records");
  }
}
