// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.lines.Alternatives;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.fixture.SharedData;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import dev.sundog.text.Normalizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transcripts of NIST's sclite. */
class TranscriptsTest {
  private static final String[] METRICS = {
    "token_edit_distance",
    "alignment_hits",
    "alignment_substitutions",
    "alignment_deletions",
    "alignment_insertions",
    "token_error_rate"
  };

  @TempDir Path directory;

  private static Scores scores(Path predictions, Path references, BatchLimits limits) {
    DumpSpec options =
        DumpSpec.DEFAULT
            .with(Field.FORMAT, "trn")
            .with(Field.PREDICTION, predictions.toString())
            .with(Field.REFERENCE, references.toString())
            .withNormalizers(List.of(Normalizer.Named.CASE));
    try (DumpSource source = Dumps.open(List.of(), options, limits)) {
      return Evaluator.of(METRICS).withThreads(2).withLimits(limits).scores(source);
    }
  }

  private Scores scores(String predictions, String references) throws IOException {
    return scores(
        Files.writeString(directory.resolve("hyp.trn"), predictions),
        Files.writeString(directory.resolve("ref.trn"), references),
        BatchLimits.DEFAULT);
  }

  /**
   * Errors of every utterance are sclite's, and the split of all but one: its weights are 4, 3 and
   * 3.
   */
  @Test
  void countsAreThoseOfSclite() throws IOException {
    Scores scores =
        scores(
            SharedData.require("sctk/csrnab.hyp"),
            SharedData.require("sctk/csrnab.ref"),
            BatchLimits.DEFAULT.withBatchItems(7));
    Pattern counts = Pattern.compile("Scores: \\(#C #S #D #I\\) (\\d+) (\\d+) (\\d+) (\\d+)");
    List<String> lines =
        Files.readAllLines(SharedData.require("sctk/test1.pra"), StandardCharsets.ISO_8859_1);
    int utterance = 0;
    int errors = 0;
    int hits = 0;
    int sameSplit = 0;
    for (String line : lines) {
      Matcher matcher = counts.matcher(line);
      if (matcher.find()) {
        int[] wanted = new int[4];
        int[] ours = new int[4];
        for (int count = 0; count < 4; count++) {
          wanted[count] = Integer.parseInt(matcher.group(count + 1));
          ours[count] = (int) scores.value(METRICS[count + 1], utterance);
        }
        int distance = wanted[1] + wanted[2] + wanted[3];
        assertThat(scores.value("token_edit_distance", utterance)).isEqualTo(distance);
        sameSplit += Arrays.equals(wanted, ours) ? 1 : 0;
        errors += distance;
        hits += wanted[0];
        utterance++;
      }
    }
    assertThat(utterance).isEqualTo(51).isEqualTo(scores.items());
    assertThat(errors).isEqualTo(131 + 12 + 26);
    assertThat(hits).isEqualTo(1263);
    assertThat(sameSplit).isEqualTo(50);
  }

  @Test
  void utterancesAreJoinedByTheirIds() throws IOException {
    Scores scores =
        scores(
            ";; made for a test\n\nx y (b)\r\nA B c (a)\n  (empty)\n",
            "a b d (A)\nlost (c)\ny (b) \n(empty)\n");
    assertThat(scores.values("token_edit_distance")).containsExactly(1, 1, 1, 0);
    assertThat(scores.values("alignment_hits")).containsExactly(2, 0, 1, 0);
  }

  @Test
  void alternativesAreSeveralReferences() throws IOException {
    Scores scores =
        scores("the b d (a)\n", "{ the / a { very / @ } } { b c / b / @ } { d / } (a)\n");
    assertThat(scores.value("token_edit_distance", 0)).isZero();
    assertThat(Alternatives.of("{ a / b { c / @ } } / { d / e } @", false, 100))
        .containsExactly("a / d @", "a / e @", "b c / d @", "b c / e @", "b / d @", "b / e @");
    assertThat(Alternatives.of("a  {b} @", false, 1)).containsExactly("a  {b} @");
    assertThat(Alternatives.of("(a) b", false, 9)).containsExactly("(a) b");
    assertThat(Alternatives.of("() (a) { (b) / c }", true, 9))
        .containsExactly("() a b", "() a", "() a c", "() b", "()", "() c");
    assertThat(Alternatives.of("(a) ".repeat(4), true, 15)).hasSize(16);
  }

  @Test
  void alternativesBeyondTheLimitAreRefused() throws IOException {
    assertThatThrownBy(() -> scores("a (a)\n", "{ a / b } ".repeat(5000) + "(a)\n"))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("ref.trn, record 1, byte 0")
        .hasMessageContaining("Raise BatchLimits.itemReferences");
    assertThatThrownBy(() -> scores("a (a)\n", "{ ".repeat(50_000) + "(a)\n"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("64 deep");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a (u)     | b       | ref.trn, record 2, byte 6: the line does not end in '(utterance-id)'
          a (u)     | b ()    | ref.trn, record 2, byte 6: the line does not end in '(utterance-id)'
          a (u)     | (a) b   | ref.trn, record 2, byte 6: the line does not end in '(utterance-id)'
          a (u)     | b (t)   | ref.trn, record 2, byte 6: 't' occurs twice
          a (t)     | b (u)   | hyp.trn, record 2, byte 6: 't' occurs twice
          a (v)     | b (u)   | hyp.trn, record 2, byte 6: 'v' is not in
          { a (u)   | b (u)   | hyp.trn, record 2, byte 6: alternatives are for references
          a (u)     | { b (u) | ref.trn, record 2, byte 6: its alternatives can't be read: '}'
          a (u)     | b } (u) | ref.trn, record 2, byte 6: its alternatives can't be read: '}'
          """)
  void errorsAreLocated(String prediction, String reference, String error) {
    assertThatThrownBy(() -> scores("a (t)\n" + prediction + "\n", "a (t)\n" + reference + "\n"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining(error);
  }

  @Test
  void bothFilesAreNeeded() {
    DumpSpec options = DumpSpec.DEFAULT.with(Field.FORMAT, "trn").with(Field.PREDICTION, "hyp.trn");
    assertThatThrownBy(() -> Dumps.open(new ArrayList<>(), options, BatchLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
