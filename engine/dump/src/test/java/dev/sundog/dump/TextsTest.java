// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.run.Scorer;
import dev.sundog.run.Scores;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that a kept scorer scores. */
class TextsTest {
  @Test
  void callsInTurnsWithOtherOptions() {
    DumpSpec words = DumpSpec.DEFAULT;
    DumpSpec characters = DumpSpec.DEFAULT.withTokenizer(Tokenizer.CHARS);
    List<CharSequence> predictions = List.of("the answer is 42", CharBuffer.wrap("a b"));
    List<String> references = List.of("the answer is 43", "a c d");
    try (Scorer scorer = Scorer.of("token_edit_distance")) {
      for (int call = 0; call < 3; call++) {
        assertThat(
                scorer
                    .score(Texts.of(predictions, references, words))
                    .values("token_edit_distance"))
            .containsExactly(1, 2);
        assertThat(
                scorer
                    .score(Texts.of(predictions, references, characters))
                    .values("token_edit_distance"))
            .containsExactly(1, 3);
      }
    }
  }

  @Test
  void severalBatches() {
    List<String> texts = new ArrayList<>();
    for (int item = 0; item < 40_000; item++) {
      texts.add("text " + item);
    }
    try (Scorer scorer = Scorer.of("exact_match")) {
      Scores scores = scorer.score(Texts.of(texts, texts, DumpSpec.DEFAULT));
      assertThat(scores.summary().metric("exact_match").sum()).isEqualTo(40_000);
      assertThat(scores.values("exact_match")).containsOnly(1).hasSize(40_000);
    }
  }

  @Test
  void countsThatDiffer() {
    assertThatThrownBy(() -> Texts.of(List.of("a"), List.of(), DumpSpec.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 predictions, 0 references");
  }
}
