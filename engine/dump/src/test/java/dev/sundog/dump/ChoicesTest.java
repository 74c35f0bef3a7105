// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.fixture.Golden;
import dev.sundog.metric.Status;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Choices in plain JSON Lines. */
class ChoicesTest {
  private static final String[] METRICS = {
    "acc",
    "acc_norm",
    "acc_bytes",
    "acc_tokens",
    "acc_mutual_info",
    "brier_score",
    "choice_log_loss",
    "multiple_choice_grade",
    "exact_match"
  };

  @TempDir Path directory;

  private Scores scores(DumpSpec options, String lines, String... metrics) throws IOException {
    Path dump = Files.writeString(directory.resolve("choices.jsonl"), lines);
    try (DumpSource source = Dumps.open(List.of(dump), options, BatchLimits.DEFAULT)) {
      return Evaluator.of(metrics).withThreads(2).scores(source);
    }
  }

  private double score(DumpSpec options, String line, String metric) throws IOException {
    return scores(options, line, metric).value(metric, 0);
  }

  private static DumpSpec paths(
      @Nullable String choices, @Nullable String gold, @Nullable String texts) {
    return DumpSpec.DEFAULT
        .with(Field.CHOICES, choices)
        .with(Field.GOLD, gold)
        .with(Field.CHOICE_TEXTS, texts);
  }

  /** Cases with the answers of lm-eval and scikit-learn, as objects and as arrays. */
  @ParameterizedTest
  @CsvSource({
    "acc",
    "acc_norm",
    "acc_bytes",
    "acc_tokens",
    "acc_mutual_info",
    "brier_score",
    "choice_log_loss",
    "target_log_likelihood"
  })
  void figuresAreThoseOfOtherTools(String metric) throws IOException {
    List<JsonNode> cases = Golden.cases("choices");
    String objects = cases.stream().map(ChoicesTest::objects).collect(Collectors.joining("\n"));
    Scores scores = scores(DumpSpec.DEFAULT, objects, metric);
    boolean several = metric.equals("target_log_likelihood");
    for (int item = 0; item < cases.size(); item++) {
      double wanted =
          several
              ? Golden.number(cases.get(item).get("ll").get(cases.get(item).get("gold").asInt()))
              : Golden.number(cases.get(item).get(metric));
      assertThat(scores.value(metric, item))
          .isCloseTo(wanted, within(1e-12 * Math.max(1, Math.abs(wanted))));
    }
    if (!metric.equals("acc_norm") && !metric.equals("acc_bytes")) {
      String arrays = cases.stream().map(ChoicesTest::arrays).collect(Collectors.joining("\n"));
      DumpSpec spec =
          paths("d.ll", "d.gold", null)
              .with(Field.CHOICE_TOKENS, "d.n")
              .with(Field.CHOICE_UNCONDITIONAL, "d.alone");
      Scores same = scores(spec, arrays, metric);
      assertThat(same.values(metric)).isEqualTo(scores.values(metric));
    }
  }

  private static String objects(JsonNode golden) {
    return IntStream.range(0, golden.get("ll").size())
        .mapToObj(choice ->
            String.format(
                Locale.ROOT,
                "{\"logprob\":%s,\"unconditional\":%s,\"tokens\":%d,\"chars\":%d,\"bytes\":%d}",
                infinite(golden.get("ll").get(choice)),
                infinite(golden.get("alone").get(choice)),
                golden.get("tokens").get(choice).asInt(),
                golden.get("characters").get(choice).asInt(),
                golden.get("bytes").get(choice).asInt()))
        .collect(
            Collectors.joining(",", "{\"choices\":[", "],\"gold\":" + golden.get("gold") + "}"));
  }

  private static String arrays(JsonNode golden) {
    return "{\"d\":{\"gold\":\"%d\",\"n\":%s,\"ll\":%s,\"alone\":%s}}"
        .formatted(
            golden.get("gold").asInt(),
            golden.get("tokens"),
            infinite(golden.get("ll")),
            infinite(golden.get("alone")));
  }

  private static String infinite(JsonNode numbers) {
    return numbers.toString().replace("\"-inf\"", "-Infinity");
  }

  @Test
  void textsGiveLengthsAndAnswers() throws IOException {
    String line =
        "{\"lp\":[-1,-1.5,-9],\"options\":[\"a\",\"üüü\",\"no\"],\"answer\":\"üüü\",\"id\":\"q\"}";
    DumpSpec options = paths("lp", "answer", "options").withBy(List.of("@length"));
    Scores scores = scores(options, line, METRICS);
    assertThat(scores.value("acc", 0)).isZero();
    assertThat(scores.value("acc_norm", 0)).isEqualTo(1);
    assertThat(scores.value("acc_bytes", 0)).isEqualTo(1);
    assertThat(scores.status("acc_tokens", 0)).isEqualTo(Status.SKIPPED_NO_TEXT);
    assertThat(scores.value("exact_match", 0)).isZero();
    assertThat(scores.summary().groups().get(0).key()).containsExactly("1");
  }

  @Test
  void choicesWithoutTextsHaveNoLength() throws IOException {
    String lines =
        """
        {"choices":[-1,-2],"choice_texts":["a","b c"],"gold":1}
        {"choices":[-1,-2],"gold":1}
        """;
    Scores scores = scores(DumpSpec.DEFAULT.withBy(List.of("@length")), lines, "acc");
    assertThat(scores.summary().groups())
        .extracting(group -> group.key().get(0))
        .containsExactlyInAnyOrder("2", "0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2            | 1
          "2"          | 1
          "C"          | 1
          "B"          | 0
          "c text"     | 1
          [0,0,3]      | 3
          [0.25,0.5,0] | 0
          """)
  void theRightChoiceIsNamedInManyWays(String gold, double grade) throws IOException {
    String line =
        "{\"choices\":[-3,-2,-1],\"choice_texts\":[\"a\",\"C?\",\"c text\"],\"gold\":%s}"
            .formatted(gold);
    assertThat(score(DumpSpec.DEFAULT, line, "multiple_choice_grade")).isEqualTo(grade);
  }

  @Test
  void numbersMayBeWrittenAsText() throws IOException {
    String line =
        """
        {"choices":["-2","-inf","-1.5e0"],"gold":["0","0","1"],"choice_tokens":["4","1","2"]}
        """;
    DumpSpec options = paths("choices", null, null);
    assertThat(score(options, line, "multiple_choice_grade")).isEqualTo(1);
    assertThat(score(options, line, "acc_tokens")).isEqualTo(0);
  }

  @Test
  void whatOtherToolsCallChoicesIsLeftAlone() throws IOException {
    for (String choices :
        List.of("[\"a\",\"b\"]", "[{\"text\":\"a\"}]", "{}", "null", "[]", "[12,15]")) {
      String line =
          "{\"prediction\":[1],\"reference\":[1],\"gold\":{},\"choices\":%s}".formatted(choices);
      Scores scores = scores(DumpSpec.DEFAULT, line, "exact_match", "acc");
      assertThat(scores.value("exact_match", 0)).isEqualTo(1);
      assertThat(scores.status("acc", 0)).isEqualTo(Status.SKIPPED_NO_CHOICES);
    }
    String best = "{\"prediction\":[1],\"reference\":[1],\"choices\":[{\"logprob\":-1}]}";
    assertThat(score(DumpSpec.DEFAULT, best, "exact_match")).isEqualTo(1);
    String chat = "{\"choices\":[{\"text\":\"x\",\"logprob\":-1}],\"answer\":\"x\"}";
    DumpSpec options =
        DumpSpec.DEFAULT.with(Field.PREDICTION, "choices.0.text").with(Field.REFERENCE, "answer");
    assertThat(score(options, chat, "exact_match")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"choices":[-1,-2]}                              | 11 | no choice is marked as correct
          {"choices":[-1,-2],"gold":2}                     | 26 | "2" is none of the 2 choices
          {"choices":[-1,-2],"gold":-1}                    | 26 | "-1" is none of the 2 choices
          {"choices":[-1,-2],"gold":1.5}                   | 26 | "1.5" is none of the 2 choices
          {"choices":[-1,-2],"gold":"x"}                   | 26 | "x" is none of the 2 choices
          {"choices":[-1,-2],"gold":[1]}                   | 26 | 1 weights for 2 choices
          {"choices":[-1,-2],"gold":[1,0,0]}               | 26 | more weights than the 2 choices
          {"choices":[-1,-2],"gold":[0,-1]}                | 0  | weight -1.0 of a choice
          {"choices":[-1,2],"gold":0}                      | 15 | log-likelihood 2.0
          {"choices":[-1,"x"],"gold":0}                    | 15 | "x" is not a number
          {"choices":[{"text":"a"}],"gold":0}              |    | no field "prediction", "logprobs" or "choices"
          {"choices":[{"logprob":-1},{"a":1}],"gold":0}    | 27 | this choice has no "logprob"
          {"choices":[{"logprob":-1,"chars":1.5}],"gold":0} | 34 | an integer of at least 0
          {"choices":[-1],"choice_texts":["a","b"],"gold":0} | 31 | more texts than the 1 choices
          {"choices":[-1],"choice_tokens":[],"gold":0}     | 32 | 0 numbers of tokens for 1 choices
          {"choices":[-1],"choices":[-1],"gold":0}         |    | field "choices" occurs twice
          """)
  void errorsAreLocated(String line, @Nullable Integer at, String reason) {
    String whole = "{\"choices\":[-1],\"gold\":0}\n" + line;
    assertThatThrownBy(() -> scores(DumpSpec.DEFAULT, whole, "acc"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("choices.jsonl, record 2, byte " + (at == null ? "" : 26 + at))
        .hasMessageContaining(reason);
  }

  @Test
  void aPathThatIsGivenMustLeadSomewhere() {
    for (DumpSpec options :
        List.of(paths("c", "gold", null), paths(null, "g", null), paths(null, null, "t"))) {
      assertThatThrownBy(() -> scores(options, "{\"choices\":[-1],\"gold\":0}", "acc"))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageContaining(": no field \"");
    }
  }
}
