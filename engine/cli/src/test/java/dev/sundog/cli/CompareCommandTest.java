// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.luben.zstd.Zstd;
import dev.sundog.fixture.SharedData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
  @TempDir private Path folder = Path.of("");

  private Path scores(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private static String item(int number, String id, double exact, String distance) {
    return "{\"item\":%d,\"id\":\"%s\",\"scores\":{\"exact_match\":%s,\"token_edit_distance\":%s}}"
        .formatted(number, id, exact, distance);
  }

  private CommandResult compare(String... more) throws IOException {
    Path base =
        scores(
            "base.jsonl",
            item(0, "a", 1, "0"),
            item(1, "b", 1, "0"),
            item(2, "c", 0, "3"),
            item(3, "gone", 0, "9"));
    Path candidate =
        scores(
            "candidate.jsonl",
            item(0, "c", 1, "0"),
            item(1, "b", 0, "2"),
            item(2, "a", 0, "5"),
            item(3, "new", 0, "9"));
    String[] args = new String[3 + more.length];
    args[0] = "compare";
    args[1] = base.toString();
    args[2] = candidate.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return CommandResult.by(args);
  }

  @Test
  void joinsByIdWhateverTheOrder() throws IOException {
    Path summary = folder.resolve("summary.json");
    CommandResult result = compare("--summary", summary.toString());
    assertThat(result.code()).as(result.err()).isZero();
    JsonNode root = JsonMapper.shared().readTree(summary.toFile());
    assertThat(root.at("/unmatched/base").intValue()).isEqualTo(1);
    assertThat(root.at("/unmatched_ids/candidate/0").stringValue()).isEqualTo("new");
    JsonNode exact = root.at("/comparisons/0");
    assertThat(exact.get("metric").stringValue()).isEqualTo("exact_match");
    assertThat(exact.get("n").intValue()).isEqualTo(3);
    assertThat(exact.get("difference").doubleValue()).isEqualTo(-1 / 3.0);
    assertThat(exact.get("test").stringValue()).isEqualTo("mcnemar");
    assertThat(exact.get("p").doubleValue()).isEqualTo(1);
    assertThat(exact.at("/worse/0/id").stringValue()).isEqualTo("a");
    JsonNode distance = root.at("/comparisons/1");
    assertThat(distance.get("test").stringValue()).isEqualTo("permutation");
    assertThat(distance.get("p").doubleValue()).isEqualTo(0.75);
    assertThat(distance.get("difference").doubleValue()).isEqualTo(4 / 3.0);
    assertThat(result.out()).contains("1 item only in the base: gone");
  }

  @Test
  void showsTheWorstFirst() throws IOException {
    String out = compare("--worst", "1", "--metrics", "token_edit_distance").out();
    assertThat(out).containsPattern("token_edit_distance +a +0 +5").doesNotContain(" b ");
  }

  @Test
  void aGateFailsTheBuild() throws IOException {
    assertThat(compare("--fail-if", "exact_match < -0.5").code()).isZero();
    CommandResult result = compare("--fail-if", "exact_match < -0.01");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("gate failed: exact_match < -0.01");
    assertThat(compare("--fail-if", "token_edit_distance.p <= 0.75").code()).isEqualTo(1);
  }

  @Test
  void theReportIsWrittenWhenAGateFails() throws IOException {
    Path report = folder.resolve("report.html");
    CommandResult result =
        compare("--fail-if", "exact_match < -0.01", "--report", report.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(report)
        .content()
        .contains(
            "default-src 'none'", "token_edit_distance", "Only in the base (1)", "gone", "Seed")
        .contains("aria-label=\"Candidate minus base, share: exact_match -0.333333, from ")
        .doesNotContain("src=", "@import", " style=", "onclick");
    assertThat(compare("--report", "same", "--summary", "same").code()).isEqualTo(64);
  }

  @Test
  void chartsAreFilesInTheFormatsAskedFor() throws IOException {
    Path plots = folder.resolve("plots");
    CommandResult result = compare("--plots", plots.toString(), "--plot-format", "svg,PNG");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("wrote 4 pictures to ");
    assertThat(plots.resolve("001-Candidate-minus-base-share.svg")).isNotEmptyFile();
    assertThat(plots.resolve("002-Candidate-minus-base-tokens.png")).isNotEmptyFile();
    assertThat(compare("--plots", plots.toString(), "--plot-format", "gif").code()).isEqualTo(64);
    Path file = plots.resolve("001-Candidate-minus-base-share.svg");
    assertThat(compare("--plots", file.toString()).err())
        .contains("svg: exists and is not a folder");
  }

  @Test
  void invalidGatesAndConfidences() throws IOException {
    for (String condition :
        List.of("exact_match", "exact_match.foo < 1", "perplexity < 1", "exact_match < NaN")) {
      CommandResult result = compare("--fail-if", condition);
      assertThat(result.code()).as(condition).isEqualTo(64);
      assertThat(result.err()).contains("--fail-if");
    }
    assertThat(compare("--confidence", "1").code()).isEqualTo(64);
  }

  @Test
  void threadsMakeNoDifference() throws IOException {
    assertThat(compare("--threads", "3").out()).isEqualTo(compare("--threads", "1").out());
  }

  @Test
  void badScoresAreLocated() throws IOException {
    Path twice = scores("twice.jsonl", item(0, "a", 1, "0"), item(1, "a", 1, "0"));
    CommandResult result = CommandResult.by("compare", twice.toString(), twice.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("twice.jsonl, record 2").contains("--id");
    Path cut = scores("cut.jsonl", item(0, "a", 1, "0"), "{\"item\":1,\"sco");
    assertThat(CommandResult.by("compare", cut.toString(), cut.toString()).err())
        .contains("record 2, byte 87: invalid or truncated JSON");
    Path bare = scores("bare.csv", "item,id,exact_match,exact_match_status", "0,a,x,SCORED");
    assertThat(CommandResult.by("compare", bare.toString(), bare.toString()).err())
        .contains("bare.csv, record 1, byte 39: score \"exact_match\": \"x\" is not a number");
  }

  /** A build that compares nothing has not passed. */
  @Test
  void nothingOnBothSidesFailsTheGate() throws IOException {
    String base = scores("base.jsonl", item(0, "a", 1, "0")).toString();
    String other = scores("other.jsonl", item(0, "b", 1, "0")).toString();
    CommandResult result = CommandResult.by("compare", base, other);
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("no item is in both BASE and CANDIDATE");
    assertThat(result.out())
        .contains("1 item only in the base: a", "1 item only in the candidate: b");
    assertThat(CommandResult.by("compare", base, other, "--fail-if", "exact_match < -1").code())
        .isEqualTo(1);
  }

  @Test
  void metricsOfOneSideAreReported() throws IOException {
    String base = scores("base.jsonl", item(0, "a", 1, "0")).toString();
    String other =
        scores("other.jsonl", "{\"item\":0,\"id\":\"a\",\"scores\":{\"wip\":1,\"exact_match\":0}}")
            .toString();
    CommandResult result = CommandResult.by("compare", base, other);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("metrics only in the base are not compared: token_edit_distance")
        .contains("metrics only in the candidate are not compared: wip");
    assertThat(result.out()).containsPattern("exact_match +1 +1 +0 +-1");
    String none =
        scores("none.jsonl", "{\"item\":0,\"id\":\"a\",\"scores\":{\"wip\":1}}").toString();
    assertThat(CommandResult.by("compare", base, none).code()).isEqualTo(2);
    assertThat(CommandResult.by("compare", base, other, "--metrics", "wip").code()).isEqualTo(2);
  }

  /** Ids and keys that a spreadsheet must not take for formulas, values that are missing. */
  @Test
  void scoresOfBothFormsCompareAlike() throws IOException {
    Path dump =
        scores(
            "dump.jsonl",
            "{\"id\":\"=1\",\"g\":\"-x\",\"prediction\":\"a b\",\"reference\":\"a c\"}",
            "{\"id\":\"q,2\",\"g\":\"\",\"prediction\":\"a\",\"reference\":\"a\"}",
            "{\"g\":\"\",\"prediction\":\"a\",\"reference\":\"\"}");
    String[] tables = new String[2];
    for (String form : List.of("jsonl", "csv")) {
      Path scores = folder.resolve("scores." + form);
      CommandResult result =
          CommandResult.by("score", dump.toString(), "--by", "g", "--scores", scores.toString());
      assertThat(result.code()).as(result.err()).isZero();
      tables[form.equals("csv") ? 1 : 0] =
          CommandResult.by("compare", scores.toString(), scores.toString()).out();
    }
    assertThat(tables[0]).contains("-x", "token_error_rate").doesNotContain("'-x", "only in");
    assertThat(tables[1]).isEqualTo(tables[0]);
    for (String form : List.of("jsonl", "csv")) {
      byte[] plain = Files.readAllBytes(folder.resolve("scores." + form));
      Path gzip = folder.resolve("packed." + form + ".gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
        out.write(plain);
      }
      Path zstandard = folder.resolve("packed." + form + ".ZST");
      Files.write(zstandard, Zstd.compress(plain));
      CommandResult result = CommandResult.by("compare", gzip.toString(), zstandard.toString());
      assertThat(result.out()).as(result.err()).isEqualTo(tables[0]);
      Files.write(gzip, Arrays.copyOf(Files.readAllBytes(gzip), 20));
      result = CommandResult.by("compare", gzip.toString(), zstandard.toString());
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).contains("packed." + form + ".gz, byte", "cut off");
    }
  }

  /** P-values of statsmodels 0.15.0 and scipy 1.17.1 (200,000 permutations). */
  @Test
  void twoTranslationSystemsDiffer() throws IOException {
    Path data = SharedData.require("compare-mt");
    Path summary = folder.resolve("mt.json");
    CommandResult result =
        CommandResult.by(
            "compare",
            data.resolve("ted.sys1.eng").toString(),
            data.resolve("ted.sys2.eng").toString(),
            "--format",
            "text",
            "--reference",
            data.resolve("ted.ref.eng").toString(),
            "--metrics",
            "exact_match,token_error_rate",
            "--summary",
            summary.toString());
    assertThat(result.code()).as(result.err()).isZero();
    JsonNode root = JsonMapper.shared().readTree(summary.toFile());
    JsonNode exact = root.at("/comparisons/0");
    assertThat(exact.get("difference").doubleValue()).isEqualTo(14 / 2445.0);
    assertThat(exact.get("p").doubleValue()).isCloseTo(0.03355243967962451, within(1e-15));
    JsonNode rate = root.at("/comparisons/1");
    assertThat(rate.get("difference").doubleValue()).isCloseTo(-0.0074507606417202, within(1e-16));
    assertThat(rate.get("p").doubleValue()).isCloseTo(0.020569897, within(0.006));
    assertThat(rate.get("p_holm").doubleValue()).isEqualTo(2 * rate.get("p").doubleValue());
    assertThat(rate.get("low").doubleValue()).isCloseTo(-0.0138376981, within(0.001));
    assertThat(rate.get("high").doubleValue()).isCloseTo(-0.0010940973, within(0.001));
  }

  @Test
  void metricsThatTheDumpsRecordCanBeNamed() throws IOException {
    String line =
        """
        {"doc_id": %d, "doc": {}, "target": "42", \
        "arguments": {"gen_args_0": {"arg_0": "Q", "arg_1": {"until": []}}}, "resps": [["%s"]], \
        "filtered_resps": ["%s"], "filter": "none", "metrics": ["exact_match"], "exact_match": %s}
        """;
    Path base = folder.resolve("samples_sums_base.jsonl");
    Path candidate = folder.resolve("samples_sums_candidate.jsonl");
    Files.writeString(base, line.formatted(0, "42", "42", "1.0") + line.formatted(1, "7", "7", 0));
    Files.writeString(
        candidate, line.formatted(0, "42", "42", "1.0") + line.formatted(1, "42", "42", 1));
    String name = "recorded.exact_match";
    CommandResult result =
        CommandResult.by("compare", base + "", candidate + "", "--metrics", name);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).containsPattern(name + " +2 +0\\.500000 +1 +0\\.500000");
    assertThat(
            CommandResult.by("compare", base + "", candidate + "", "--metrics", name + "s").err())
        .contains("Did you mean \"" + name + "\"?");
  }

  @Test
  void scoresOfHelmAreCompared() throws IOException {
    String instance =
        "{\"instance_id\":\"%s\",\"train_trial_index\":0,\"stats\":[{\"name\":{\"name\":\"f1_score\"},"
            + "\"count\":1,\"mean\":%s}]}";
    Path base =
        scores(
            "old.json", "[" + instance.formatted("a", 0.5), "," + instance.formatted("b", 1), "]");
    Path candidate =
        scores(
            "new.json",
            "[" + instance.formatted("b", 0.25),
            "," + instance.formatted("a", 0.5),
            "]");
    Path summary = folder.resolve("helm.json");
    CommandResult result =
        CommandResult.by(
            "compare", base.toString(), candidate.toString(), "--summary", summary.toString());
    assertThat(result.code()).as(result.err()).isZero();
    JsonNode only = JsonMapper.shared().readTree(summary.toFile()).at("/comparisons/0");
    assertThat(only.get("metric").stringValue()).isEqualTo("recorded.f1_score");
    assertThat(only.get("difference").doubleValue()).isEqualTo(-0.375);
    CommandResult converted =
        CommandResult.by("convert", base.toString(), folder.resolve("out.sdog").toString());
    assertThat(converted.code()).isEqualTo(64);
    assertThat(converted.err()).contains("a native dump can't hold scores of another tool");
    assertThat(folder.resolve("out.sdog")).doesNotExist();
  }
}
