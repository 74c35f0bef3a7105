// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import static dev.sundog.fixture.Golden.close;
import static dev.sundog.fixture.Golden.number;
import static dev.sundog.fixture.Golden.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.fixture.Golden;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import dev.sundog.statistics.Calibration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers of lm-eval, scikit-learn, scipy, torchmetrics and uncertainty-calibration. */
class GoldenChoicesTest {
  private static final List<JsonNode> CASES = Golden.cases("choices");

  private static Scores scores(boolean several, String... metrics) {
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      for (JsonNode golden : CASES) {
        for (int choice = 0; choice < golden.get("ll").size(); choice++) {
          boolean right = golden.get("gold").asInt() == choice;
          appender.choice(
              number(golden.get("ll").get(choice)),
              number(golden.get("alone").get(choice)),
              several ? number(golden.get("several").get(choice)) : right ? 1 : 0,
              golden.get("tokens").get(choice).asInt(),
              golden.get("characters").get(choice).asInt(),
              golden.get("bytes").get(choice).asInt());
        }
        appender.endItem();
      }
      try (SequenceBatch batch = appender.finish()) {
        return Evaluator.of(metrics).scores(batch);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acc",
        "acc_norm",
        "acc_bytes",
        "acc_tokens",
        "acc_mutual_info",
        "brier_score",
        "choice_confidence"
      })
  void oneRightChoice(String metric) {
    Scores scores = scores(false, metric);
    for (int item = 0; item < CASES.size(); item++) {
      double wanted = number(CASES.get(item).get(metric));
      assertThat(scores.value(metric, item))
          .isCloseTo(wanted, within(Math.max(1e-12 * wanted, 1e-15)));
    }
  }

  /** The other tools subtract 1 − p; a figure near 0 is then right to 1e-16 absolute only. */
  @Test
  void logLoss() {
    Scores one = scores(false, "choice_log_loss");
    Scores several = scores(true, "choice_log_loss", "target_log_likelihood");
    for (int item = 0; item < CASES.size(); item++) {
      JsonNode golden = CASES.get(item);
      assertThat(one.value("choice_log_loss", item))
          .isCloseTo(number(golden.get("choice_log_loss")), within(1e-12));
      assertThat(several.value("choice_log_loss", item))
          .isCloseTo(number(golden.get("log_loss_several")), within(1e-13));
      close(
          several.value("target_log_likelihood", item), golden.get("target_log_likelihood"), item);
    }
  }

  @Test
  void threeFormsOfTheBrierScore() {
    Scores scores = scores(false, "brier_score", "brier_mean", "brier_binary");
    int pairs = 0;
    for (int item = 0; item < CASES.size(); item++) {
      int choices = CASES.get(item).get("ll").size();
      double sum = scores.value("brier_score", item);
      close(scores.value("brier_mean", item), sum / choices, item);
      if (choices == 2) {
        assertThat(scores.value("brier_binary", item)).isCloseTo(sum / 2, within(1e-15));
        pairs++;
      } else {
        assertThat(scores.status("brier_binary", item)).isEqualTo(Status.SKIPPED_NO_CHOICES);
      }
    }
    assertThat(pairs).isPositive();
  }

  @Test
  void calibration() {
    for (JsonNode golden : CASES) {
      double[] confidences = numbers(golden.get("confidences"));
      double[] right = numbers(golden.get("right"));
      assertThat(Calibration.byWidth(confidences, right, 10).expectedError())
          .isCloseTo(number(golden.get("ece_width")), within(1e-6));
      assertThat(Calibration.byMass(confidences, right, 10).expectedError())
          .isCloseTo(number(golden.get("ece_mass")), within(1e-12));
    }
  }

  @Test
  void tiesAreTakenAsAsked() {
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      appender.choice(-1, -1, 0, 1, 1, 1).choice(-1, -1, 1, 1, 1, 1).choice(-2, -1, 0, 1, 1, 1);
      appender.endItem();
      try (SequenceBatch batch = appender.finish()) {
        String grade = "multiple_choice_grade";
        Scores scores = Evaluator.of(grade, grade + "=fractional", grade + "=zero").scores(batch);
        assertThat(scores.value(grade, 0)).isZero();
        assertThat(scores.value(grade + "=fractional", 0)).isEqualTo(0.5);
        assertThat(scores.value(grade + "=zero", 0)).isZero();
      }
    }
  }
}
