// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.SequenceBatch;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  @Test
  void scoresArraysOfIds() {
    int[][] predictions = {{1, 2, 3}, {4, 5}, {}};
    int[][] references = {{1, 2, 4}, {4, 5}, {70_000}};
    try (SequenceBatch batch = SequenceBatch.of(predictions, references)) {
      Scores scores =
          Evaluator.of("exact_match", "token_edit_distance", "token_error_rate").scores(batch);
      assertThat(scores.values("exact_match")).containsExactly(0, 1, 0);
      assertThat(scores.values("token_edit_distance")).containsExactly(1, 0, 1);
      assertThat(scores.summary().metric("token_error_rate").mean()).isEqualTo(2 / 6.0);
      assertThat(scores.summary().metric("exact_match").stderr())
          .isEqualTo(Math.sqrt(1 / 3.0 * 2 / 3 / 2));
    }
  }
}
