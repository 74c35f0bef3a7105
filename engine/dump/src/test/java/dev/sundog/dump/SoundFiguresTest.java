// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.IntervalMethod;
import dev.sundog.aggregate.MetricSummary;
import dev.sundog.aggregate.Remark;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.Status;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import dev.sundog.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentinels, values that are not finite, empty references and extraction: nothing is lost. */
class SoundFiguresTest {
  @TempDir private Path directory;

  private Scores scores(DumpSpec spec, String lines, String... metrics) throws IOException {
    return scores(AggregateOptions.STANDARD, spec, lines, metrics);
  }

  private Scores scores(AggregateOptions options, DumpSpec spec, String lines, String... metrics)
      throws IOException {
    Path dump = Files.writeString(directory.resolve("dump.jsonl"), lines);
    try (DumpSource source = Dumps.open(List.of(dump), spec, BatchLimits.DEFAULT)) {
      return Evaluator.of(metrics).withAggregates(options).scores(source);
    }
  }

  @Test
  void onlyTheSentinelIsLeftOut() throws IOException {
    Scores scores =
        scores(
            DumpSpec.DEFAULT,
            "{\"logprobs\":[-9999,-1,-9999.0,-3]}\n{\"logprobs\":[-9999]}\n{\"logprobs\":-2}\n",
            "logprob_sum");
    assertThat(scores.values("logprob_sum")).containsExactly(-4, Double.NaN, -2);
    assertThat(scores.status("logprob_sum", 1)).isEqualTo(Status.SKIPPED_EMPTY);
    assertThat(scores.summary().remarks())
        .extracting(Remark::text)
        .containsExactly(
            "3 tokens in 2 items have the log-prob -9999 (outside the top k) and are left out of"
                + " the log-prob metrics");
  }

  @Test
  void aNullFirstTokenIsNoTokenInAnyForm() throws IOException {
    Scores scores =
        scores(
            DumpSpec.DEFAULT,
            """
            {"logprobs":[null,-1]}
            {"logprobs":[{"logprob":null},{"logprob":-1}]}
            {"logprobs":[{"7":{"logprob":null}},{"8":{"logprob":-1}}]}
            {"logprobs":[-1,null]}
            {"logprobs":[-1,NaN]}
            """,
            "logprob_sum",
            "logprob_min");
    assertThat(scores.values("logprob_sum")).containsExactly(-1, -1, -1, Double.NaN, Double.NaN);
    assertThat(scores.values("logprob_min")).containsExactly(-1, -1, -1, Double.NaN, Double.NaN);
    assertThat(scores.status("logprob_min", 3)).isEqualTo(Status.SKIPPED_NON_FINITE);
    assertThat(scores.status("logprob_sum", 4)).isEqualTo(Status.SKIPPED_NON_FINITE);
  }

  @Test
  void overflowIsInfiniteAndSoIsTheMean() throws IOException {
    for (IntervalMethod method : IntervalMethod.values()) {
      AggregateOptions options = new AggregateOptions(method, 0.95, 100, 1, List.of(), null);
      MetricSummary summary =
          scores(
                  options,
                  DumpSpec.DEFAULT,
                  "{\"logprobs\":[-900]}\n{\"logprobs\":[-1]}\n{\"logprobs\":[-2]}\n",
                  "perplexity_per_item")
              .summary()
              .metric("perplexity_per_item");
      assertThat(summary.scored()).isEqualTo(3);
      assertThat(summary.mean()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(summary.max()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(summary.stderr()).isNaN();
      assertThat(summary.interval()).isEqualTo(Interval.UNDEFINED);
    }
  }

  @Test
  void editsOfEmptyReferencesCountInTheCorpusRate() throws IOException {
    String lines =
        """
        {"prediction":[1,2,3],"reference":[1,2,4]}
        {"prediction":[5,6],"reference":[]}
        {"prediction":[7],"reference":[7]}
        {"prediction":[],"reference":[]}
        """;
    AggregateOptions bootstrap =
        new AggregateOptions(IntervalMethod.BOOTSTRAP, 0.95, 200, 1, List.of(), null);
    Scores scores = scores(bootstrap, DumpSpec.DEFAULT, lines, "token_error_rate");
    MetricSummary summary = scores.summary().metric("token_error_rate");
    assertThat(summary.mean()).isEqualTo(3.0 / 4);
    assertThat(summary.scored()).isEqualTo(2);
    assertThat(summary.unweighted()).isEqualTo(new MetricSummary.Unweighted(2, 2));
    assertThat(summary.interval().high()).isGreaterThan(1);
    assertThat(scores.values("token_error_rate"))
        .containsExactly(1.0 / 3, Double.NaN, 0, Double.NaN);
    assertThat(scores.summary().remarks()).hasSize(1);
    assertThat(
            scores(DumpSpec.DEFAULT, "{\"prediction\":[5],\"reference\":[]}\n", "token_error_rate")
                .summary()
                .metric("token_error_rate")
                .mean())
        .isNaN();
  }

  private static final String ANSWERS =
      """
      {"prediction":"Answer: A, no, answer is B","reference":"B"}
      {"prediction":"answer is C","reference":"C"}
      {"prediction":"I give up","reference":"C"}
      """;

  @Test
  void theGroupThatTookPartAndTheLastMatchThatIsNotEmpty() throws IOException {
    DumpSpec spec = DumpSpec.DEFAULT.with(Field.EXTRACT_PREDICTION, "answer is (.)|Answer: (.)");
    Scores last = scores(spec, ANSWERS, "text_exact_match");
    assertThat(last.values("text_exact_match")).containsExactly(1, 1, 0);
    assertThat(last.summary().remarks()).isEmpty();
    Scores first = scores(spec.with(Field.EXTRACT_PICK, "first"), ANSWERS, "text_exact_match");
    assertThat(first.values("text_exact_match")).containsExactly(0, 1, 0);
    DumpSpec ordered =
        DumpSpec.DEFAULT.withExtract(
            Field.EXTRACT_PREDICTION, List.of("Answer: (.)", "answer is (.*)"));
    assertThat(scores(ordered, ANSWERS, "text_exact_match").values("text_exact_match"))
        .containsExactly(0, 1, 0);
    DumpSpec all = DumpSpec.DEFAULT.with(Field.EXTRACT_PREDICTION, ".*");
    assertThat(
            scores(all, "{\"prediction\":\"C\",\"reference\":\"C\"}\n", "text_exact_match")
                .values("text_exact_match"))
        .containsExactly(1);
  }

  @Test
  void anExpressionThatMissesMostPredictionsIsReported() throws IOException {
    DumpSpec spec = DumpSpec.DEFAULT.with(Field.EXTRACT_PREDICTION, "answer is (C)");
    assertThat(scores(spec, ANSWERS, "text_exact_match").summary().remarks())
        .extracting(Remark::text)
        .containsExactly(
            "no regular expression matches 2 of 3 predictions: they count as missing. Check the"
                + " expression");
  }

  @Test
  void numbersAreReadBeforeNormalizers() throws IOException {
    String lines =
        """
        {"prediction":"-4.5","reference":["45","-9/2"]}
        {"prediction":"-4.5","reference":"45"}
        {"prediction":null,"reference":"45"}
        """;
    DumpSpec spec = DumpSpec.DEFAULT.with(Field.NORMALIZE, "punctuation");
    assertThat(scores(spec, lines, "numeric_match", "text_exact_match").values("numeric_match"))
        .containsExactly(1, 0, 0);
  }

  @Test
  void logitsOfChoicesAreAcceptedOnRequest() throws IOException {
    String lines =
        """
        {"choices":[3.0,-1.0],"gold":0}
        {"choices":[0.5,2.5],"gold":1.0}
        {"choices":[1,2],"gold":null}
        """;
    DumpSpec spec = DumpSpec.DEFAULT.with(Field.CHOICE_SCALE, "logits");
    Scores scores = scores(spec, lines, "acc", "choice_confidence", "choice_log_loss");
    assertThat(scores.values("acc")).containsExactly(1, 1, Double.NaN);
    assertThat(scores.value("choice_confidence", 0))
        .isCloseTo(1 / (1 + Math.exp(-4)), within(1e-15));
    assertThat(scores.value("choice_log_loss", 1))
        .isCloseTo(Math.log(1 + Math.exp(-2)), within(1e-15));
    assertThat(scores.summary().remarks())
        .extracting(Remark::text)
        .containsExactly("1 item has choices but no correct one (null): not scored");
    assertThatThrownBy(() -> scores(DumpSpec.DEFAULT, lines, "acc"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("For raw logits set Field.CHOICE_SCALE to logits");
  }

  @Test
  void choicesThatAreAllImpossibleOrUnknownHaveNoBest() throws IOException {
    Scores scores =
        scores(
            DumpSpec.DEFAULT,
            "{\"choices\":[-Infinity,-Infinity],\"gold\":0}\n{\"choices\":[NaN,-1],\"gold\":0}\n",
            "acc",
            "brier_score",
            "multiple_choice_grade");
    for (String metric : List.of("acc", "brier_score", "multiple_choice_grade")) {
      assertThat(scores.status(metric, 0)).isEqualTo(Status.SKIPPED_NON_FINITE);
      assertThat(scores.status(metric, 1)).isEqualTo(Status.SKIPPED_NON_FINITE);
    }
  }

  @Test
  void theIntervalFollowsTheRangeOfTheMetric() throws IOException {
    String lines = "{\"prediction\":\"a b\",\"reference\":\"a c\"}\n";
    Scores one = scores(DumpSpec.DEFAULT, lines, "token_edit_distance", "exact_match");
    assertThat(one.summary().metric("token_edit_distance").method())
        .isEqualTo(IntervalMethod.NORMAL);
    assertThat(one.summary().metric("token_edit_distance").interval())
        .isEqualTo(Interval.UNDEFINED);
    assertThat(one.summary().metric("exact_match").method()).isEqualTo(IntervalMethod.WILSON);
  }
}
