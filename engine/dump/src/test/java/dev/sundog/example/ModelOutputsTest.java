// SPDX-License-Identifier: Apache-2.0
package dev.sundog.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.dump.Texts;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.run.Scorer;
import dev.sundog.run.Scores;
import dev.sundog.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of a model's outputs: its answers must be close enough to the right ones. */
@ExtendWith(ScorerExtension.class)
class ModelOutputsTest {
  private static final List<String> ANSWERS = List.of("Paris is the capital", "seven  days", "H2O");
  private static final List<String> GOLD = List.of("paris is the capital", "seven days", "water");

  @Test
  void answersAreGoodEnough(Scorer scorer) {
    DumpSpec options = DumpSpec.DEFAULT.withNormalizers(Normalizer.parse("case,whitespace"));
    Scores scores = scorer.score(Texts.of(ANSWERS, GOLD, options));

    assertThat(scores.summary().metric("exact_match").mean()).isGreaterThan(0.6);
    assertThat(scores.value("token_error_rate", 0)).isZero();
    assertThat(scores.value("exact_match", 2)).isZero();
  }
}
