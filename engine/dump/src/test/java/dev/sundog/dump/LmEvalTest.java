// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.aggregate.MetricSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.lmeval.LmEvalTask;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.fixture.SharedData;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Status;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import dev.sundog.text.Normalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sample files of lm-evaluation-harness give the figures of its own results files. */
class LmEvalTest {
  private static final String DATE = "_2026-11-23T03-15-43.811197.json";

  private static Path samples(String task) {
    return SharedData.require("lm-eval-samples/samples_" + task + DATE + "l");
  }

  private static DumpSource open(DumpSpec options, Path... dumps) {
    return Dumps.open(List.of(dumps), options, BatchLimits.DEFAULT);
  }

  /** What a user gets who names nothing but the file, and perhaps a filter. */
  private static Scores score(Path dump, DumpSpec options) {
    try (DumpSource source = open(options, dump)) {
      return Evaluator.of(source.metrics()).scores(source);
    }
  }

  @Test
  void everyFigureOfTheResultsFile() {
    JsonNode results =
        JsonMapper.shared()
            .readTree(SharedData.require("lm-eval-samples/results" + DATE))
            .path("results");
    List<String> compared = new ArrayList<>();
    Map<String, String> notComparable = new TreeMap<>();
    for (Map.Entry<String, JsonNode> task : results.properties()) {
      Map<String, Summary> byFilter = new HashMap<>();
      for (Map.Entry<String, JsonNode> figure : task.getValue().properties()) {
        int comma = figure.getKey().indexOf(',');
        if (comma < 0) {
          continue;
        }
        String filter = figure.getKey().substring(comma + 1);
        Summary summary =
            byFilter.computeIfAbsent(
                filter,
                name ->
                    score(samples(task.getKey()), DumpSpec.DEFAULT.with(Field.FILTER, name))
                        .summary());
        assertThat(summary.items()).isEqualTo(task.getValue().path("sample_len").asLong());
        String name = task.getKey() + " " + figure.getKey();
        String why = compare(figure.getKey().substring(0, comma), figure.getValue(), summary);
        if (why.isEmpty()) {
          compared.add(name);
        } else {
          notComparable.put(name, why);
        }
      }
    }
    System.out.println("lm-eval: compared " + compared + "; not comparable " + notComparable);
    assertThat(compared).hasSize(27);
    assertThat(notComparable)
        .containsOnlyKeys(
            "hyperbaton_brier brier_score_stderr,none",
            "ted_lastword perplexity_stderr,none",
            "ted_rolling bits_per_byte_stderr,none",
            "ted_rolling byte_perplexity_stderr,none",
            "ted_rolling word_perplexity_stderr,none");
  }

  /** Checks a figure; why it can't be compared, or nothing. */
  private static String compare(String figure, JsonNode theirs, Summary summary) {
    boolean stderr = figure.endsWith("_stderr");
    String ours = LmEvalTask.metric(stderr ? figure.substring(0, figure.length() - 7) : figure);
    assertThat(ours).as(figure).isNotNull();
    if (!theirs.isNumber()) {
      return "lm-eval gives no figure";
    }
    MetricSummary metric = summary.metric(String.valueOf(ours));
    double wanted = theirs.asDouble();
    double value = stderr ? metric.stderr() : metric.mean();
    if (figure.equals("perplexity_stderr")) {
      assertThat(value).isCloseTo(wanted, within(0.25 * wanted));
      return "lm-eval's is a bootstrap from unknown random numbers";
    }
    assertThat(value).as(figure).isCloseTo(wanted, within(1e-12 * wanted));
    if (!figure.startsWith("brier_score")) {
      String name = stderr ? figure.substring(0, figure.length() - 7) : figure;
      MetricSummary recorded = summary.metric("recorded." + name);
      assertThat(stderr ? recorded.stderr() : recorded.mean())
          .as("recorded " + figure)
          .isCloseTo(wanted, within(1e-12 * wanted));
    }
    return "";
  }

  @ParameterizedTest
  @CsvSource({
    "gsm8k_replay, exact_match",
    "ted_continuation, acc",
    "ted_continuation, acc_norm",
    "ted_continuation, acc_bytes",
    "ted_continuation, acc_mutual_info",
    "hyperbaton_choice, acc_mutual_info",
    "ted_lastword, acc"
  })
  void everyItemIsRightWhereItsLineSaysSo(String task, String metric) throws IOException {
    String filter = task.equals("gsm8k_replay") ? "flexible-extract" : "none";
    Scores scores = score(samples(task), DumpSpec.DEFAULT.with(Field.FILTER, filter));
    double[] ours = scores.values(String.valueOf(LmEvalTask.metric(metric)));
    List<Double> theirs = new ArrayList<>();
    for (String line : Files.readAllLines(samples(task))) {
      JsonNode sample = JsonMapper.shared().readTree(line);
      if (sample.path("filter").asString().equals(filter)) {
        theirs.add(sample.path(metric).asDouble());
      }
    }
    assertThat(ours).isEqualTo(theirs.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Test
  void whatIsFoundOutIsSaid() {
    Path generated = samples("gsm8k_replay");
    try (DumpSource source = open(DumpSpec.DEFAULT, generated)) {
      assertThat(source.metrics())
          .extracting(Metric::name)
          .containsExactly("recorded.exact_match", "text_exact_match");
      assertThat(source.notes())
          .extracting(Message::toString)
          .containsExactly(
              "using filter \"strict-match\"; set Field.FILTER to use another",
              "texts are normalized as in the results file next to the samples");
    }
    DumpSpec asked = DumpSpec.DEFAULT.withNormalizers(Normalizer.parse("strip"));
    try (DumpSource source = open(asked.with(Field.FILTER, "flexible-extract"), generated)) {
      assertThat(source.notes())
          .extracting(Message::toString)
          .containsExactly(
              "texts are normalized by Field.NORMALIZE, not as in the results file next to the"
                  + " samples");
    }
  }

  @Test
  void severalTasksKeepTheirOwnFilters() {
    try (DumpSource source =
        open(DumpSpec.DEFAULT, samples("gsm8k_replay"), samples("hyperbaton_choice"))) {
      assertThat(source.metrics())
          .extracting(Metric::name)
          .containsExactly(
              "recorded.exact_match",
              "recorded.acc",
              "recorded.acc_norm",
              "recorded.acc_bytes",
              "recorded.acc_mutual_info",
              "text_exact_match",
              "acc",
              "acc_norm",
              "acc_bytes",
              "acc_mutual_info");
      Summary summary = Evaluator.of("text_exact_match", "acc").run(source);
      assertThat(summary.items()).isEqualTo(1319 + 250);
      assertThat(summary.metric("acc").mean()).isEqualTo(0.516);
      assertThat(summary.metric("text_exact_match").sum()).isEqualTo(286 + 129);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'configs':{'t':{'metric_list':[{'metric':'exact_match','regexes_to_ignore':['(?P<x>a)']}]}}}|is"
            + " not a regular expression of Java",
        "{'configs':|the results file next to the samples can't be read"
      })
  void optionsThatCantBeUsedAreSaid(String results, String note, @TempDir Path directory)
      throws IOException {
    Files.writeString(directory.resolve("results_2026-01-01T00.json"), results.replace('\'', '"'));
    Path dump =
        Files.writeString(
            directory.resolve("samples_t_2026-01-01T00.jsonl"),
            "{\"doc_id\":0,\"target\":\"a\",\"filtered_resps\":[\"b\"],\"filter\":\"none\",\"metrics\":[\"f1\"]}");
    try (DumpSource source = open(DumpSpec.DEFAULT, dump)) {
      assertThat(source.notes())
          .extracting(Message::toString)
          .contains("metrics of lm-eval that are not computed here: f1")
          .anySatisfy(text -> assertThat(text).contains(note));
    }
  }

  /** Arguments in lists, numbers that are no strings, neither filter nor metrics. */
  @Test
  void olderFiles(@TempDir Path directory) throws IOException {
    Path dump =
        Files.writeString(
            directory.resolve("dump"),
            """
            {"doc_id":0,"target":"1","arguments":[["Q"," no"],["Q"," yes"]],"resps":[[[-2.5,false]],[[-1.5,true]]],"filtered_resps":[[-2.5,false],[-1.5,true]],"acc":1.0}
            {"doc_id":1,"target":"4","arguments":[["Q",{"until":["\\n"]}]],"resps":[["5"]],"filtered_resps":["5"],"exact_match":0.0}
            {"doc_id":2,"target":"a b","arguments":[["a b"]],"resps":[[-3.0]],"filtered_resps":[-3.0]}
            """);
    try (DumpSource source = open(DumpSpec.DEFAULT, dump)) {
      assertThat(source.metrics()).isEmpty();
      Scores scores = Evaluator.of("acc", "text_exact_match", "word_perplexity").scores(source);
      assertThat(scores.values("acc")).containsExactly(1, Double.NaN, Double.NaN);
      assertThat(scores.values("text_exact_match")).containsExactly(1, 0, Double.NaN);
      assertThat(scores.value("word_perplexity", 2)).isEqualTo(StrictMath.exp(1.5));
    }
  }

  @Test
  void impossibleChoicesAreAsPythonWritesThem(@TempDir Path directory) throws IOException {
    String line =
        "{\"doc_id\":0,\"target\":\"1\",\"arguments\":[[\"Q\",\"a\"],[\"Q\",\"b\"]],"
            + "\"filtered_resps\":[[\"%s\",\"False\"],[\"-2.5\",\"True\"]],"
            + "\"filter\":\"none\",\"metrics\":[\"acc\"]}\n";
    Path dump = Files.writeString(directory.resolve("dump"), line.formatted("-inf"));
    assertThat(score(dump, DumpSpec.DEFAULT).values("acc")).containsExactly(1);
    Files.writeString(dump, line.formatted("nan"));
    Scores unknown = score(dump, DumpSpec.DEFAULT);
    assertThat(unknown.values("acc")).containsExactly(Double.NaN);
    assertThat(unknown.status("acc", 0)).isEqualTo(Status.SKIPPED_NON_FINITE);
  }

  /** lm-eval writes several targets as Python does, and counts an answer that is any of them. */
  @Test
  void severalTargets(@TempDir Path directory) throws IOException {
    String line =
        "{\"doc_id\":0,\"target\":\"%s\",\"arguments\":{\"gen_args_0\":{\"arg_0\":\"Q\",\"arg_1\":{}}},\"filtered_resps\":[\"%s\"],\"filter\":\"none\",\"metrics\":[\"exact_match\"]}\n";
    String targets = "['New York', \\\"it's\\\", 'a\\\\tb\\\\xe9', '\\\\u20ac']";
    Path dump =
        Files.writeString(
            directory.resolve("dump"),
            line.formatted(targets, "New York")
                + line.formatted(targets, "it's")
                + line.formatted(targets, "a\\tb\u00E9")
                + line.formatted(targets, "\u20AC")
                + line.formatted(targets, "New")
                + line.formatted("['x', y]", "x")
                + line.formatted("[1, 2]", "[1, 2]"));
    assertThat(score(dump, DumpSpec.DEFAULT).values("text_exact_match"))
        .containsExactly(1, 1, 1, 1, 0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'doc_id':0,'filtered_resps':['a']}|a sample needs 'target' and 'filtered_resps'",
        "{'doc_id':0,'target':'x','filtered_resps':[['-1','True'],['-2','True']]}|2 log-likelihoods"
            + " for",
        "{'doc_id':0,'target':'x','arguments':'x','filtered_resps':['a']}|expected an array, found"
            + " a string",
        "{'doc_id':0,'target':'x','filtered_resps':[[]]}|a response is empty"
      })
  void samplesThatAreNone(String line, String reason, @TempDir Path directory) throws IOException {
    Path dump = Files.writeString(directory.resolve("dump"), line.replaceAll("'(?!t )", "\""));
    try (DumpSource source = open(DumpSpec.DEFAULT, dump)) {
      assertThatThrownBy(() -> Evaluator.of("exact_match").run(source))
          .isInstanceOfSatisfying(
              MalformedDumpException.class,
              malformed -> assertThat(malformed.reason()).startsWith(reason));
    }
  }
}
