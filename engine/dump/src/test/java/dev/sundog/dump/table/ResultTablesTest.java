// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.fixture.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTablesTest {

  @TempDir private Path folder;

  @Test
  void longTableWithQuotedNamesAndLineBreaks() throws IOException {
    List<PublishedResult> results =
        read(
            """
            \uFEFFtask,metric,family,scale,value,items,stderr,lower_is_better\r
            "a, ""b""
            c",acc,F,1.3B,0.5,100,0.05,\r
            t,wer,F,350M,0.25,,,yes\r
            """);
    assertThat(results).hasSize(2);
    assertThat(results.get(0).task()).isEqualTo("a, \"b\"\nc");
    assertThat(results.get(0).scale()).isEqualTo(1.3e9);
    assertThat(results.get(0).figure().items()).isEqualTo(100);
    assertThat(results.get(0).figure().lowerIsBetter()).isFalse();
    assertThat(results.get(1).scale()).isEqualTo(350e6);
    assertThat(results.get(1).figure().stderr()).isNaN();
    assertThat(results.get(1).figure().lowerIsBetter()).isTrue();
    assertThat(results.get(1).record()).isEqualTo(2);
  }

  @Test
  void columnsByAnyNames() throws IOException {
    TableColumns columns =
        TableColumns.parse(List.of("scale=Params, in B,value=Score", "task=Task=Name"));
    Path file = write("Task=Name,metric,\"Params, in B\",Score\nt,acc,7,0.5\n");
    assertThat(ResultTables.read(List.of(file), null, columns, 1e9, new HashSet<>()))
        .singleElement()
        .satisfies(result -> {
          assertThat(result.task()).isEqualTo("t");
          assertThat(result.scale()).isEqualTo(7e9);
        });
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TableColumns.parse(List.of("size=Params")))
        .withMessageContaining("size=Params");
  }

  @Test
  void aNamedColumnThatIsNotThereIsAnErrorWithThoseThatAre() throws IOException {
    Path file = write("task,metric,scale,value,count\nt,acc,7,0.5,90\n");
    TableColumns columns = TableColumns.parse(List.of("items=Count"));
    assertThatThrownBy(() -> ResultTables.read(List.of(file), null, columns, 1, new HashSet<>()))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining(
            "no column \"Count\"; the columns are [task, metric, scale, value, count]");
  }

  @Test
  void badTablesAreLocated() {
    assertMalformed(
        "task,metric,scale,value\nt,acc,1,x\n",
        "record 1, byte 24: column \"value\": \"x\" is not a number");
    assertMalformed("task,metric,scale,value\nt,acc,1,1\nt,acc,-2,1\n", "record 2, byte 34");
    assertMalformed(
        "\uFEFFtask,metric,scale,value\r\n\"ä\r\n\n\",acc,1,1\r\nt,acc,2,x\n", "record 2, byte 45");
    assertMalformed("task,metric,scale,value\r\"\r\",acc,1,1\rt,acc,2\r", "record 2, byte 36");
    assertMalformed("task,metric,scale,value\nt,acc,1\n", "3 fields");
    assertMalformed("task,metric,scale\nt,acc,1\n", "no column \"value\"");
    assertMalformed("task,task,scale,value\n", "duplicate columns [task]");
    assertMalformed("", "empty");
    assertMalformed("task,metric,scale,value\n", "no rows after the header");
    assertMalformed("task,metric,scale,value\nt,acc,1,\n", "no results");
    assertMalformed("task,metric,scale,value\nt,acc,1,NaN\n", "NaN");
    assertMalformed("task,metric,scale,value\n\"t,acc,1,1\n", "not CSV");
  }

  @Test
  void everyCutIsReadOrLocated() throws IOException {
    byte[] whole =
        "task,metric,scale,value\n\"a\n\u00e9\",acc,1.3B,0.5\nb,acc,350M,1e-3\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= whole.length; length++) {
      Path file = folder.resolve("cut.csv");
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      try {
        assertThat(read(file)).hasSizeLessThanOrEqualTo(2);
      } catch (MalformedDumpException e) {
        assertThat(e).hasMessageContaining("cut.csv");
      }
    }
  }

  @Test
  void bigBenchScores() throws IOException {
    Path file = folder.resolve("scores_GPT_3B.json");
    Files.writeString(
        file,
        """
        {"model": {"model_family": "BIG-G T=0", "model_name": "3b", "total_params": 3e9,
                   "non_embedding_params": 2900000000},
         "task": {"task_name": "emoji_movie"},
         "scores": [
          {"score_dict": {"multiple_choice_grade": 0.2, "exact_str_match": 0.0, "rougeL": null},
           "preferred_score": "multiple_choice_grade", "number_of_shots": 2,
           "subtask_description": "emoji_movie", "low_score": 0, "high_score": 1},
          {"score_dict": {"bleu": 12.5}, "number_of_shots": 0, "subtask_description": "hard"}]}
        """);
    List<PublishedResult> results = read(file);
    assertThat(results)
        .extracting(result -> result.task() + "/" + result.metric() + "/" + result.family())
        .containsExactly(
            "emoji_movie/multiple_choice_grade/BIG-G T=0, 2-shot",
            "emoji_movie/exact_str_match/BIG-G T=0, 2-shot",
            "emoji_movie: hard/bleu/BIG-G T=0, 0-shot");
    assertThat(results).allSatisfy(result -> assertThat(result.scale()).isEqualTo(2.9e9));
  }

  @Test
  void brokenJsonIsLocated() throws IOException {
    Path file = folder.resolve("broken.json");
    Files.writeString(file, "{\"results\": {\"t\": ");
    assertThatExceptionOfType(MalformedDumpException.class)
        .isThrownBy(() -> read(file))
        .withMessageContaining("broken.json")
        .withMessageContaining("invalid or truncated JSON");
    Files.writeString(file, "{\"other\": 1}");
    assertThatExceptionOfType(MalformedDumpException.class).isThrownBy(() -> read(file));
    Files.writeString(file, "[".repeat(1_000_000));
    assertThatExceptionOfType(MalformedDumpException.class).isThrownBy(() -> read(file));
  }

  @Test
  void sizesInNames() {
    assertThat(ModelName.of("pythia-v1.1-1.4b-deduped"))
        .contains(new ModelName("pythia-v1.1-deduped", 1.4e9));
    assertThat(ModelName.of("pythia-v1.1-1b-bf16")).contains(new ModelName("pythia-v1.1", 1e9));
    assertThat(ModelName.of("bloom-7b1")).contains(new ModelName("bloom", 7.1e9));
    assertThat(ModelName.of("xglm-564M")).contains(new ModelName("xglm", 564e6));
    assertThat(ModelName.of("gpt2")).isEmpty();
    assertThat(ModelName.size("6.7B")).isEqualTo(6.7e9);
    assertThat(ModelName.size("1e10")).isEqualTo(1e10);
  }

  @Test
  void lmEvalAggregatesOfPythia() throws IOException {
    Path pythia = SharedData.require("pythia");
    Map<Double, Double> accuracy =
        ResultTables.read(List.of(pythia), null, TableColumns.parse(List.of()), 1, new HashSet<>())
            .stream()
            .filter(result -> result.task().equals("lambada_openai"))
            .filter(result -> result.metric().equals("acc"))
            .filter(result -> result.family().equals("pythia-v1.1"))
            .collect(Collectors.toMap(PublishedResult::scale, result -> result.figure().value()));
    assertThat(accuracy).hasSize(8);
    assertThat(Math.round(1e4 * accuracy.getOrDefault(70e6, 0.0))).isEqualTo(1846);
    assertThat(Math.round(1e4 * accuracy.getOrDefault(12e9, 0.0))).isEqualTo(7046);
  }

  @Test
  void currentLmEvalAggregateTellsItems() throws IOException {
    Path folderOfSamples = SharedData.require("lm-eval-samples");
    try (var entries = Files.list(folderOfSamples)) {
      Path results =
          entries
              .filter(file -> String.valueOf(file.getFileName()).startsWith("results_"))
              .findFirst()
              .orElseThrow();
      Path named = folder.resolve("replay-6b_results.json");
      Files.copy(results, named);
      PublishedResult first = read(named).get(0);
      assertThat(first.task()).isEqualTo("gsm8k_replay,strict-match");
      assertThat(first.metric()).isEqualTo("exact_match");
      assertThat(first.figure().items()).isEqualTo(1319);
      assertThat(first.figure().stderr()).isEqualTo(0.011350909906677514);
      assertThat(first.scale()).isEqualTo(6e9);
    }
  }

  private void assertMalformed(String text, String message) {
    assertThatExceptionOfType(MalformedDumpException.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining(message);
  }

  private List<PublishedResult> read(String text) throws IOException {
    return read(write(text));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private static List<PublishedResult> read(Path file) throws IOException {
    return ResultTables.read(
        List.of(file), null, TableColumns.parse(List.of()), 1, new HashSet<>());
  }

  @Test
  void tabsBetweenFields() throws IOException {
    Path file = folder.resolve("t.tsv");
    Files.writeString(file, "task\tscale\tmetric\tvalue\na, b\t70m\tacc\t0.5\n");
    assertThat(read(file))
        .singleElement()
        .satisfies(result -> {
          assertThat(result.task()).isEqualTo("a, b");
          assertThat(result.scale()).isEqualTo(70e6);
        });
  }

  @Test
  void sizesInTheNamesOfModels() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "model,task,metric,value\norg/tiny-1.4b-base,t,acc,0.5\n");
    Set<String> notes = new LinkedHashSet<>();
    PublishedResult result =
        ResultTables.read(List.of(file), null, TableColumns.parse(List.of()), 1, notes).getFirst();
    assertThat(result.scale()).isEqualTo(1.4e9);
    assertThat(result.family()).isEqualTo("tiny-base");
    assertThat(notes)
        .containsExactly(
            file + ": the scale is the size in column \"model\", for want of a column \"scale\"");
    Files.writeString(file, "model,task,metric,value\nlarge,t,acc,0.5\n");
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("record 1, byte 24")
        .hasMessageContaining("\"model\": \"large\" has no size such as 70m in it");
  }

  @Test
  void foldersAreWalkedAndTheNewestRunCounts() throws IOException {
    String results = "{`results`:{`t`:{`acc,none`:%s}},`config`:{}}".replace('`', '"');
    Path small = Files.createDirectories(folder.resolve("runs/org__m-70m/inner"));
    Path large = Files.createDirectories(folder.resolve("runs/org__m-1b"));
    Files.writeString(small.resolve("results_2025-01-01T00-00-00.json"), results.formatted(0.1));
    Files.writeString(small.resolve("results_2025-03-01T00-00-00.json"), results.formatted(0.2));
    Files.writeString(large.resolve("results_2025-02-01T00-00-00.json"), results.formatted(0.3));
    Files.writeString(large.resolve("samples_t_2025-02-01T00-00-00.jsonl"), "{}");
    Set<String> notes = new LinkedHashSet<>();
    Path runs = folder.resolve("runs");
    assertThat(ResultTables.read(List.of(runs), null, TableColumns.parse(List.of()), 1, notes))
        .extracting(result -> result.scale() + " " + result.figure().value())
        .containsExactlyInAnyOrder("7.0E7 0.2", "1.0E9 0.3");
    assertThat(notes)
        .containsExactly(runs + ": using the newest run of every folder; 1 older file is left out");
  }
}
