// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.CalibrationOptions;
import dev.sundog.aggregate.GroupCalibration;
import dev.sundog.aggregate.IntervalMethod;
import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.fixture.SharedData;
import dev.sundog.metric.Metric;
import dev.sundog.parity.Parity;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that HELM wrote give HELM's own figures, for every instance and altogether. */
class HelmParityTest {
  private static final AggregateOptions CALIBRATED =
      new AggregateOptions(
          IntervalMethod.WILSON,
          0.95,
          1000,
          42,
          List.of(),
          new CalibrationOptions("sequence_probability", "helm.exact_match", 10));

  /** HELM counted characters as tokens in the run of choices. */
  private static Scores scores(String run) {
    Path states = SharedData.require("helm/" + run + "/scenario_state.json");
    List<Metric> metrics = Parity.metrics("helm");
    DumpSpec options =
        run.equals("hyperbaton_replay")
            ? DumpSpec.DEFAULT.withTokenizer(Tokenizer.CHARS)
            : DumpSpec.DEFAULT;
    try (DumpSource source = Dumps.open(List.of(states), options, BatchLimits.DEFAULT)) {
      return Evaluator.of(metrics).withAggregates(CALIBRATED).scores(source);
    }
  }

  private static JsonNode read(String run, String file) {
    return JsonMapper.shared().readTree(SharedData.require("helm/" + run + "/" + file));
  }

  private static double mean(JsonNode stats, String name) {
    for (JsonNode stat : stats) {
      if (stat.get("name").get("name").asString().equals(name)
          && !stat.get("name").has("perturbation")) {
        return stat.get("mean").asDouble();
      }
    }
    throw new AssertionError("HELM has no " + name);
  }

  /** HELM adds float64 log-probs; a dump's are float32 here, which is where 1e-6 comes from. */
  @ParameterizedTest
  @CsvSource({
    "ted_replay, helm.exact_match, exact_match, 1e-12",
    "ted_replay, helm.quasi_exact_match, quasi_exact_match, 1e-12",
    "ted_replay, helm.prefix_exact_match, prefix_exact_match, 1e-12",
    "ted_replay, helm.quasi_prefix_exact_match, quasi_prefix_exact_match, 1e-12",
    "ted_replay, helm.rouge_l, rouge_l, 1e-12",
    "ted_replay, helm.wer_score, wer_score, 1e-12",
    "ted_replay, helm.mer_score, mer_score, 1e-12",
    "ted_replay, helm.wip_score, wip_score, 1e-12",
    "ted_replay, helm.cer_score, cer_score, 1e-12",
    "ted_replay, logprob_sum, logprob, 1e-6",
    "ted_replay, sequence_probability, max_prob, 1e-5",
    "ted_replay, token_count, num_perplexity_tokens, 1e-12",
    "hyperbaton_replay, helm.exact_match, exact_match, 1e-12",
    "hyperbaton_replay, helm.max_prob, max_prob, 1e-12"
  })
  void perInstanceAndAltogether(String run, String ours, String theirs, double tolerance) {
    Scores scores = scores(run);
    JsonNode instances = read(run, "per_instance_stats.json");
    assertThat(scores.items()).isEqualTo(instances.size());
    for (int item = 0; item < scores.items(); item++) {
      double wanted = mean(instances.get(item).get("stats"), theirs);
      assertThat(scores.value(ours, item))
          .as("%s of %s", ours, instances.get(item).get("instance_id"))
          .isCloseTo(wanted, within(tolerance * Math.abs(wanted)));
    }
    double wanted = mean(read(run, "stats.json"), theirs);
    assertThat(scores.summary().metric(ours).mean())
        .isCloseTo(wanted, within(tolerance * Math.abs(wanted)));
  }

  @Test
  void corpusFigures() {
    Scores scores = scores("ted_replay");
    JsonNode stats = read("ted_replay", "stats.json");
    double perplexity = mean(stats, "perplexity");
    assertThat(scores.summary().metric("perplexity").mean())
        .isCloseTo(perplexity, within(1e-6 * perplexity));
    double bits = mean(stats, "bits_per_byte");
    assertThat(scores.summary().metric("bits_per_byte").mean())
        .isCloseTo(bits, within(1e-6 * bits));
    GroupCalibration calibration =
        requireNonNull(scores.summary().groups().getFirst().calibration());
    double error = mean(stats, "ece_10_bin");
    assertThat(calibration.byMass().expectedError()).isCloseTo(error, within(1e-9));
  }
}
