// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static dev.sundog.dump.Sundog.score;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.aggregate.MetricSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.fixture.SharedData;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.run.BatchTask;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import dev.sundog.run.WorkerContext;
import dev.sundog.text.Normalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of HELM give the figures that HELM gave. */
class HelmTest {
  private static final String TWO_CHOICES =
      """
      {"adapter_spec":{"method":"multiple_choice_separate_calibrated"},"request_states":[
      {"instance":{"references":[{"output":{"text":"ja"},"tags":[]},{"output":{"text":"nein"},"tags":["correct"]}],"split":"test","id":"q"},"reference_index":0,"request_mode":"original","train_trial_index":0,"result":{"completions":[{"text":"Q: ja","logprob":-9.0,"tokens":[{"text":"Q:","logprob":-7.0},{"text":" ja","logprob":-2.0}]}]}},
      {"instance":{"references":[{"output":{"text":"ja"},"tags":[]},{"output":{"text":"nein"},"tags":["correct"]}],"split":"test","id":"q"},"reference_index":0,"request_mode":"calibration","train_trial_index":0,"result":{"completions":[{"text":"A: ja","logprob":-3.0,"tokens":[{"text":"A:","logprob":-2.0},{"text":" ja","logprob":-1.0}]}]}},
      {"instance":{"references":[{"output":{"text":"ja"},"tags":[]},{"output":{"text":"nein"},"tags":["correct"]}],"split":"test","id":"q"},"reference_index":1,"request_mode":"original","train_trial_index":0,"result":{"completions":[{"text":"Q: nein\\n","logprob":-12.0,"tokens":[{"text":"Q:","logprob":-7.0},{"text":" ne","logprob":-2.0},{"text":"in\\n","logprob":-3.0}]}]}},
      {"instance":{"references":[{"output":{"text":"ja"},"tags":[]},{"output":{"text":"nein"},"tags":["correct"]}],"split":"test","id":"q"},"reference_index":1,"request_mode":"calibration","train_trial_index":0,"result":{"completions":[{"text":"A: nein\\n","logprob":-10.0,"tokens":[{"text":"A:","logprob":-2.0},{"text":" ne","logprob":-4.0},{"text":"in\\n","logprob":-4.0}]}]}}]}
      """;

  private static Path helm(String file) {
    return SharedData.require("helm/" + file);
  }

  private static void batches(Path dump, DumpSpec options, Consumer<SequenceBatch> check) {
    try (DumpSource source = Dumps.open(List.of(dump), options, BatchLimits.DEFAULT);
        WorkerContext worker =
            new WorkerContext(BatchLimits.DEFAULT, new GroupKeys(List.of()), Kernels.select())) {
      for (BatchTask next = source.next(); next != null; next = source.next()) {
        check.accept(next.load(worker));
        worker.appender().clear();
      }
    }
  }

  /** HELM's own value of a statistic for every instance. */
  private static double[] theirs(String run, String statistic) {
    JsonNode instances = JsonMapper.shared().readTree(helm(run + "/per_instance_stats.json"));
    return StreamSupport.stream(instances.spliterator(), false)
        .mapToDouble(instance ->
            StreamSupport.stream(instance.path("stats").spliterator(), false)
                .filter(stat -> stat.path("name").path("name").asString().equals(statistic))
                .findFirst()
                .orElseThrow()
                .path("mean")
                .asDouble())
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "exact_match, text_exact_match, strip, 0",
    "quasi_exact_match, text_exact_match, 'case,punctuation,articles,whitespace', 0",
    "wer_score, token_error_rate, 'case,punctuation,whitespace', 1e-12",
    "mer_score, mer, 'case,punctuation,whitespace', 1e-12",
    "wip_score, wip, 'case,punctuation,whitespace', 1e-12",
    "logprob, logprob_sum, strip, 1e-6",
    "num_perplexity_tokens, token_count, strip, 0"
  })
  void everyGeneratedAnswer(String statistic, String metric, String normalizers, double tolerance) {
    DumpSpec options = DumpSpec.DEFAULT.withNormalizers(Normalizer.parse(normalizers));
    double[] ours = score(helm("ted_replay/scenario_state.json"), options, metric).values(metric);
    double[] theirs = theirs("ted_replay", statistic);
    assertThat(ours).hasSize(300);
    for (int item = 0; item < ours.length; item++) {
      assertThat(ours[item])
          .as("%s of instance %d", statistic, item)
          .isCloseTo(theirs[item], within(tolerance * Math.abs(theirs[item])));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "perplexity, 3147.1056276183585",
    "bits_per_byte, 2.4838147148687004",
    "logprob_sum, -141.08341037596492"
  })
  void languageModelFigures(String metric, double theirs) {
    Scores scores = score(helm("ted_replay/scenario_state.json"), DumpSpec.DEFAULT, metric);
    assertThat(scores.summary().metric(metric).mean())
        .isCloseTo(theirs, within(1e-6 * Math.abs(theirs)));
  }

  @Test
  void choicesScoredOneAtATime() {
    Path dump = helm("hyperbaton_replay/scenario_state.json");
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      assertThat(source.notes())
          .extracting(Message::toString)
          .containsExactly(
              "multiple choice: the requests about an instance's references are one item");
      Scores scores = Evaluator.of("exact_match", "acc_tokens").scores(source);
      assertThat(scores.values("exact_match"))
          .isEqualTo(theirs("hyperbaton_replay", "exact_match"))
          .isEqualTo(scores.values("acc_tokens"));
      assertThat(scores.summary().metric("exact_match").mean()).isEqualTo(0.576);
    }
  }

  /** HELM counted characters as tokens in this run. */
  @Test
  void choicesByTheTokenizerOfHelm() {
    double[] confidence = theirs("hyperbaton_replay", "max_prob");
    double[] predicted = theirs("hyperbaton_replay", "predicted_index");
    int[] item = new int[1];
    batches(
        helm("hyperbaton_replay/scenario_state.json"),
        DumpSpec.DEFAULT.withTokenizer(Tokenizer.CHARS),
        batch -> {
          ChoiceColumn choices = Objects.requireNonNull(batch.choices());
          for (int i = 0; i < batch.items(); i++, item[0]++) {
            int first = choices.start(i);
            assertThat(choices.length(i)).isEqualTo(2);
            double gap =
                choices.loglikelihood(first) / choices.tokens(first)
                    - choices.loglikelihood(first + 1) / choices.tokens(first + 1);
            assertThat(1 / (1 + Math.exp(-Math.abs(gap))))
                .isCloseTo(confidence[item[0]], within(1e-12));
            assertThat(gap >= 0 ? 0.0 : 1.0).isEqualTo(predicted[item[0]]);
          }
        });
    assertThat(item[0]).isEqualTo(250);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64})
  void itemsStayWholeWhereverTheFileIsCut(int batchItems) {
    BatchLimits small = BatchLimits.DEFAULT.withBatchItems(batchItems);
    Path dump = helm("hyperbaton_replay/scenario_state.json");
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, small)) {
      Summary summary = Evaluator.of("exact_match").run(source);
      assertThat(summary.items()).isEqualTo(250);
      assertThat(summary.metric("exact_match").mean()).isEqualTo(0.576);
    }
  }

  @Test
  void calibratedChoices(@TempDir Path directory) throws IOException {
    Path dump = Files.writeString(directory.resolve("state.json"), TWO_CHOICES);
    Scores scores =
        score(dump, DumpSpec.DEFAULT, "acc", "acc_tokens", "acc_mutual_info", "exact_match");
    assertThat(scores.values("acc")).containsExactly(0);
    assertThat(scores.values("acc_tokens")).containsExactly(0);
    assertThat(scores.values("acc_mutual_info")).containsExactly(1);
    assertThat(scores.values("exact_match")).containsExactly(1);
  }

  @Test
  void lettersConditioningAndTheBestCompletion(@TempDir Path directory) throws IOException {
    String instance =
        "\"instance\":{\"references\":[{\"output\":{\"text\":\"Boston\"},\"tags\":[\"correct\"]},"
            + "{\"output\":{\"text\":\"Paris\"},\"tags\":[]}],\"id\":\"i\"";
    String completions =
        "\"result\":{\"completions\":[{\"text\":\" B\",\"logprob\":-2.0,\"tokens\":[]},"
            + "{\"text\":\" A \",\"logprob\":-1.0,\"tokens\":[{\"text\":\"Q\",\"logprob\":-4.0},"
            + "{\"text\":\" A \",\"logprob\":-1.0}]}]}";
    String letters = "\"output_mapping\":{\"A\":\"Boston\",\"B\":\"Paris\"}";
    Path dump =
        Files.writeString(
            directory.resolve("state.json"),
            """
            {"adapter_spec":{},"request_states":[
            {%1$s},%3$s,%2$s,"num_conditioning_tokens":1},
            {%1$s,"perturbation":{"name":"typos"}},"train_trial_index":1,%3$s,%4$s},
            {%1$s},"result":{"success":false,"completions":[]}}]}
            """
                .formatted(
                    instance, completions, letters, completions.replace("\" A \"", "\"M\"")));
    Scores scores = score(dump, DumpSpec.DEFAULT, "text_exact_match", "logprob_sum");
    assertThat(scores.values("text_exact_match")).containsExactly(1, 0, 0);
    assertThat(scores.values("logprob_sum")).containsExactly(-1, -5, Double.NaN);
    assertThat(scores.summary().groups().get(0).noPrediction()).isEqualTo(2);
    List<String> ids = new ArrayList<>();
    batches(
        dump,
        DumpSpec.DEFAULT,
        batch -> {
          LogprobColumn logprobs = Objects.requireNonNull(batch.logprobs());
          assertThat(logprobs.length(0)).isEqualTo(1);
          for (int item = 0; item < batch.items(); item++) {
            ids.add(new String(Objects.requireNonNull(batch.ids()).toBytes(item), UTF_8));
          }
        });
    assertThat(ids).containsExactly("i", "i:typos:1", "i");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"reference_index\":1,\"request_mode\":\"o|\"reference_index\":0,\"request_mode\":\"o|instance"
            + " q has no request about reference 1",
        "\"reference_index\":1|\"reference_index\":2|is none of the references",
        "\"text\":\"in\\n\"|\"text\":\"x\"|the tokens of the completion do not hold the text of"
            + " reference 1",
        "\"id\":\"q\"},\"reference_index\":1|\"id\":\"r\"},\"reference_index\":1|the requests of"
            + " instance r are not adjacent",
        "\"instance\"|\"instanz\"|a request state needs an 'instance'",
        "\"logprob\":-4.0}|\"logprod\":-4.0}|a token needs 'text' and 'logprob'"
      })
  void statesThatMakeNoItem(String old, String young, String reason, @TempDir Path directory)
      throws IOException {
    assertThat(TWO_CHOICES).contains(old);
    Path dump = Files.writeString(directory.resolve("s"), TWO_CHOICES.replace(old, young));
    assertThatThrownBy(() -> score(dump, DumpSpec.DEFAULT, "acc"))
        .isInstanceOfSatisfying(
            MalformedDumpException.class,
            malformed -> {
              assertThat(malformed.reason()).contains(reason);
              assertThat(malformed.offset()).isBetween(60L, (long) TWO_CHOICES.length());
            });
  }

  @Test
  void cutAtEveryByte(@TempDir Path directory) throws IOException {
    String whole = TWO_CHOICES.strip();
    for (int length = 16; length < whole.length(); length++) {
      Path dump = Files.writeString(directory.resolve("cut"), whole.substring(0, length));
      assertThatThrownBy(() -> score(dump, DumpSpec.DEFAULT.with(Field.FORMAT, "helm"), "acc"))
          .as("cut at %d", length)
          .isInstanceOf(MalformedDumpException.class);
    }
  }

  /** The run's own means, over all statistics that instances have. */
  @ParameterizedTest
  @CsvSource({"ted_replay, 28", "hyperbaton_replay, 18"})
  void scoresThatHelmGave(String run, int statistics) {
    Path dump = helm(run + "/per_instance_stats.json");
    JsonNode means = JsonMapper.shared().readTree(helm(run + "/stats.json"));
    try (DumpSource source =
        Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT.withBatchItems(7))) {
      assertThat(source.notes())
          .extracting(Message::toString)
          .containsExactly("HELM computed these scores: they are only aggregated here");
      assertThat(source.metrics()).hasSize(statistics);
      Summary summary = Evaluator.of(source.metrics()).run(source);
      int compared = 0;
      for (JsonNode stat : means) {
        String name = stat.path("name").path("name").asString();
        boolean ofInstances =
            source.metrics().stream().anyMatch(metric -> metric.name().equals("recorded." + name));
        if (ofInstances && !stat.path("name").has("perturbation")) {
          MetricSummary ours = summary.metric("recorded." + name);
          if (stat.path("count").asInt() == 0) {
            assertThat(ours.scored()).isZero();
          } else {
            double mean = stat.path("mean").asDouble();
            assertThat(ours.mean()).as(name).isCloseTo(mean, within(1e-12 * Math.abs(mean)));
          }
          compared++;
        }
      }
      assertThat(compared).isEqualTo(statistics);
    }
  }

  @Test
  void displayedPredictions(@TempDir Path directory) throws IOException {
    Path dump =
        Files.writeString(
            directory.resolve("display_predictions.json"),
            """
            [{"instance_id":"a","train_trial_index":0,"predicted_text":" A","mapped_output":"two words","stats":{"exact_match":1.0}},
             {"instance_id":"b","perturbation":{"name":"typos"},"train_trial_index":2,"predicted_text":"x","stats":{"f1_score":0.25,"exact_match":0.0}}]
            """);
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      assertThat(source.format().name()).isEqualTo("helm");
      List<Metric> metrics = new ArrayList<>(source.metrics());
      metrics.add(Metrics.named("token_count"));
      Scores scores = Evaluator.of(metrics).scores(source);
      assertThat(scores.values("recorded.exact_match")).containsExactly(1, 0);
      assertThat(scores.values("recorded.f1_score")).containsExactly(Double.NaN, 0.25);
      assertThat(scores.values("token_count")).containsExactly(2, 1);
    }
    List<String> ids = new ArrayList<>();
    batches(
        dump,
        DumpSpec.DEFAULT,
        batch -> {
          for (int item = 0; item < batch.items(); item++) {
            ids.add(new String(Objects.requireNonNull(batch.ids()).toBytes(item), UTF_8));
          }
        });
    assertThat(ids).containsExactly("a", "b:typos:2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'instance_id':'a','stats':[{'name':{'name':'m'},'mean':1},{'name':{'name':'m'},'mean':2}]}]|statistic"
            + " 'm' occurs twice in this instance",
        "[{'instance_id':'a','stats':[{'mean':1}]}]|a statistic needs a 'name'",
        "[{'stats':{'m':1},'instance_id':null}]|HELM's scores need 'instance_id' and 'stats'",
        "[{'instance_id':'a','stats':{'m':'1'}}]|expected a number, found a string"
      })
  void scoresThatAreNone(String text, String reason, @TempDir Path directory) throws IOException {
    Path dump = Files.writeString(directory.resolve("s"), text.replaceAll("'(?!s )", "\""));
    assertThatThrownBy(() -> score(dump, DumpSpec.DEFAULT, "acc"))
        .isInstanceOfSatisfying(
            MalformedDumpException.class,
            malformed -> assertThat(malformed.reason().replace('"', '\'')).startsWith(reason));
  }
}
