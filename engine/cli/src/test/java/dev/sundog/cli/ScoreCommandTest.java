// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.cli.demo.MirageSource;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.run.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
  private static final int ITEMS = 3000;

  @TempDir Path folder;

  private Path dump;

  @BeforeEach
  void writeDump() throws IOException {
    dump = folder.resolve("mirage.sdog");
    try (MirageSource source = new MirageSource(ITEMS, 1, 500);
        NativeDumpWriter writer = NativeDumpWriter.to(dump, source.keyNames())) {
      Evaluator.of(List.of()).withSink(writer).run(source);
      writer.commit();
    }
  }

  @Test
  void theTableGoesToStdout() {
    CommandResult result =
        score("--by", "parameters", "--metrics", "exact_match,token_count,logprob_mean");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith(
            "3,000 items. Intervals: 95 %, Wilson for 0/1 metrics, otherwise normal (mean plus and"
                + " minus standard errors)\n\nparameters ")
        .containsPattern("175000000000 +exact_match( +0\\.\\d+){4} +0 +1 +750\n")
        .containsPattern("175000000000 +logprob_mean( +-){6} +0 +750 no logprobs\n")
        .doesNotContain("items/s");
    assertThat(result.err())
        .contains("scored 3,000 items", "kernels")
        .doesNotContain("exact_match");
  }

  @Test
  void defaultMetricsAreScored() {
    CommandResult result = score("--by", "target_length");
    assertThat(result.out())
        .contains("exact_match", "token_edit_distance", "edit_similarity")
        .doesNotContain("perplexity");
  }

  @Test
  void filesAreTheSameToTheByteForAnyNumberOfThreads() throws IOException {
    Set<String> summaries = new HashSet<>();
    Set<String> scores = new HashSet<>();
    for (String threads : List.of("1", "2", "3", "7")) {
      Path summary = folder.resolve("summary.json");
      Path csv = folder.resolve("scores.csv");
      CommandResult result =
          score("--threads", threads, "--summary", summary.toString(), "--scores", csv.toString());
      assertThat(result.code()).as(result.err()).isZero();
      summaries.add(Files.readString(summary));
      scores.add(Files.readString(csv));
    }
    assertThat(summaries).hasSize(1);
    assertThat(scores).hasSize(1);
    assertThat(scores.iterator().next().lines()).hasSize(ITEMS + 1);
    assertThat(files()).containsExactlyInAnyOrder("mirage.sdog", "summary.json", "scores.csv");
  }

  @Test
  void aValueBeyondFloat64HasAStatus() throws IOException {
    Path lines = Files.writeString(folder.resolve("dump.jsonl"), "{\"logprobs\":[-3e38]}\n");
    for (String name : List.of("scores.jsonl", "scores.csv")) {
      Path scores = folder.resolve(name);
      CommandResult result =
          CommandResult.by("score", lines.toString(), "--metrics=perplexity", "--scores=" + scores);
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(scores).content().contains("SKIPPED_NON_FINITE");
    }
    assertThat(folder.resolve("scores.csv")).content().endsWith("0,,,SKIPPED_NON_FINITE\r\n");
  }

  @Test
  void inputsAreNotOverwritten() throws IOException {
    Path lines = folder.resolve("dump.jsonl");
    String record = "{\"prediction\":\"a\",\"reference\":\"a\"}\n";
    Files.writeString(lines, record);
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), lines);
    String again = folder.resolve("./dump.jsonl").toString();
    for (CommandResult result :
        List.of(
            CommandResult.by("score", lines.toString(), "--scores", again),
            CommandResult.by("score", link.toString(), "--scores", lines.toString()),
            CommandResult.by("parity", lines.toString(), "--summary", lines.toString()),
            CommandResult.by("compare", dump.toString(), lines.toString(), "--report", again),
            CommandResult.by("convert", dump.toString(), dump.toString()))) {
      assertThat(result.code()).as(result.err()).isEqualTo(64);
      assertThat(result.err()).contains(" is both input and output");
    }
    assertThat(score("--summary", again + ".json", "--report", lines + ".json").err())
        .contains(" is named for two outputs");
    assertThat(score("--summary", "-").err()).contains("cannot write a file to '-'");
    assertThat(lines).hasContent(record);
  }

  @Test
  void intervalsAndQuantilesAreChosen() throws IOException {
    Path summary = folder.resolve("summary.json");
    Path report = folder.resolve("report.html");
    CommandResult result =
        score(
            "--metrics=exact_match,token_edit_distance",
            "--interval=bootstrap",
            "--confidence=0.99",
            "--resamples=50",
            "--seed=3",
            "--quantiles=0.5,0.25",
            "--summary=" + summary,
            "--report=" + report);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("3,000 items. Intervals: 99 %, bootstrap, 50 resamples, seed 3\n")
        .containsPattern("low +high +min +q0.25 +q0.5 +max")
        .containsPattern(
            "350000000 +2 +token_edit_distance +1.99333( +0\\.0\\d+) +1\\.9\\d+ +2 +1 +2 +2 +2"
                + " +150\n");
    assertThat(summary)
        .content()
        .contains("\"intervals\": {\"method\": \"bootstrap\", \"confidence\": 0.99, ")
        .contains("\"quantiles\": {\"0.25\": 2, \"0.5\": 2}");
    assertThat(report).content().contains("99 % interval", "quantile 0.25");
  }

  /** Confidences 0.6, 0.8 and 0.9, of which the first is wrong. */
  @Test
  void calibrationOfChoices() throws IOException {
    StringBuilder choices = new StringBuilder();
    for (double confidence : new double[] {0.6, 0.8, 0.9}) {
      choices.append(
          """
          {"doc_id":%d,"target":"%d","arguments":{"gen_args_0":{"arg_0":"?","arg_1":" a"},\
          "gen_args_1":{"arg_0":"?","arg_1":" b"}},"resps":[],"filtered_resps":[["%s","False"],\
          ["%s","False"]],"filter":"none","metrics":["acc"],"doc_hash":"0"}
          """
              .formatted(
                  choices.length(),
                  confidence > 0.7 ? 0 : 1,
                  Math.log(confidence),
                  Math.log(1 - confidence)));
    }
    Path file = Files.writeString(folder.resolve("choices.jsonl"), choices);
    Path summary = folder.resolve("summary.json");
    CommandResult result =
        CommandResult.by(
            "score",
            file.toString(),
            "--metrics=brier_score",
            "--calibration=choices",
            "--bins=2",
            "--report=" + folder.resolve("choices.html"),
            "--summary=" + summary);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains(
            "choice_confidence", "acc ", "confidence is choice_confidence, accuracy is acc, 2 bins")
        .containsPattern("by width +3 +0.1000+ +0.1000+")
        .containsPattern("by mass +3 +0.1666\\d+ +0.2000+")
        .containsPattern("by width +0.5000+ +1 +3 +0.7666\\d+ +0.6666\\d+ +-0.1000+")
        .containsPattern("by mass +0 +0.8500+ +2 +0.7000+ +0.5000+ +-0.2000+");
    assertThat(summary).content().contains("\"by_width\": {\"expected_calibration_error\": 0.0999");
    assertThat(folder.resolve("choices.html"))
        .content()
        .contains("aria-label=\"by width, ECE 0.100000, 3 items: confidence")
        .contains(
            "aria-label=\"by mass, ECE ", "&quot;kind&quot;:&quot;reliability&quot;", "Chart.js");
    assertThat(
            CommandResult.by("score", file.toString(), "--calibration", "acc,token_count").code())
        .isEqualTo(64);
    assertThat(CommandResult.by("score", file.toString(), "--calibration", "acc").code())
        .isEqualTo(64);
  }

  @Test
  void keptItemsHaveALimit() {
    CommandResult result = score("--quantiles", "0.5", "--limit-kept-bytes", "100k");
    assertThat(result.code()).as(result.err()).isEqualTo(3);
    assertThat(result.err()).hasLineCount(2).contains("--limit-kept-bytes", "bytes an item");
  }

  @Test
  void theReportIsOnePageWithoutNetwork() throws IOException {
    Path report = folder.resolve("report.html");
    CommandResult result = score("--by", "parameters", "--report", report.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(report)
        .content()
        .contains("default-src 'none'", "token_edit_distance", "175000000000", "Kernels")
        .contains("aria-label=\"exact_match, by parameters: all from ")
        .containsPattern("script-src 'sha256-[A-Za-z0-9+/]{43}='")
        .doesNotContain("src=", "@import", " style=", "onclick");
  }

  @Test
  void badInputIsCode2WithThePlaceAndLeavesNoFile() throws IOException {
    byte[] whole = Files.readAllBytes(dump);
    Files.write(dump, Arrays.copyOf(whole, whole.length / 2));
    CommandResult result = score("--scores", folder.resolve("scores.jsonl").toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).hasLineCount(1).contains("mirage.sdog", "byte ");
    assertThat(files()).containsExactly("mirage.sdog");
  }

  @Test
  void aMissingFileIsCode2() {
    CommandResult result =
        CommandResult.by("score", "--format", "sdog", folder.resolve("nowhere.sdog").toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains("nowhere.sdog");
  }

  @Test
  void aLimitIsCode3AndNamesItsOption() {
    CommandResult result = score("--limit-sequence-tokens", "2");
    assertThat(result.code()).as(result.err()).isEqualTo(3);
    assertThat(result.err()).hasLineCount(2).contains("--limit-sequence-tokens");
  }

  @Test
  void invalidArgumentsAreCode64() {
    for (String[] wrong :
        new String[][] {
          {"--metrics", "beauty"},
          {"--metrics", "exact_match,exact_match"},
          {"--scores", "scores.xlsx"},
          {"--summary", "same.json", "--report", "same.json"},
          {"--format", "xml"},
          {"--tokenizer", "soup"},
          {"--normalize", "iron"},
          {"--extract", "a", "--extract-reference", "b"},
          {"--limit-record-bytes", "much"},
          {"--limit-record-bytes", "8g"},
          {"--limit-groups", "0"},
          {"--interval", "wald"},
          {"--confidence", "95"},
          {"--quantiles", "0.5,1.5"},
          {"--resamples", "0"},
          {"--threads", "0"}
        }) {
      CommandResult result = score(wrong);
      assertThat(result.code()).as(String.join(" ", wrong)).isEqualTo(64);
      assertThat(result.err()).startsWith("sundog: ").hasLineCount(1);
    }
    assertThat(CommandResult.by("score").code()).isEqualTo(64);
  }

  @Test
  void anUnwritableFolderIsCode4BeforeScoring() {
    CommandResult result = score("--summary", folder.resolve("no/such/summary.json").toString());
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).hasLineCount(1).contains("summary.json", "no such directory");
  }

  @Test
  void aNativeDumpConvertsIntoItself() throws IOException {
    Path copy = folder.resolve("copy.sdog");
    CommandResult result = CommandResult.by("convert", dump.toString(), copy.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("wrote 3,000 items");
    assertThat(CommandResult.by("score", copy.toString()).out()).isEqualTo(score().out());
  }

  @Test
  void optionsMayStandBetweenTheFilesOfConvert() throws IOException {
    Path lines =
        Files.writeString(
            folder.resolve("lines.jsonl"), "{\"id\":\"a\",\"prediction\":[1],\"reference\":[1]}\n");
    Path copy = folder.resolve("between.sdog");
    CommandResult result =
        CommandResult.by("convert", lines.toString(), "--id", "id", copy.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(copy).isNotEmptyFile();
    assertThat(
            CommandResult.by("convert", dump.toString(), "--threads", "1", dump.toString()).err())
        .contains(" is both input and output");
  }

  @Test
  void convertNeedsAnOutputName() {
    assertThat(CommandResult.by("convert", dump.toString(), "out.jsonl").code()).isEqualTo(64);
    assertThat(CommandResult.by("convert", dump.toString()).code()).isEqualTo(64);
  }

  @Test
  void samplesOfLmEvalNeedNoOptionsAndAFilterThatIsThere() throws IOException {
    Path samples =
        Files.writeString(
            folder.resolve("samples.jsonl"),
            """
            {"doc_id":0,"target":"4","arguments":{"gen_args_0":{"arg_0":"Q","arg_1":{}}},"filtered_resps":["4"],"filter":"strict","metrics":["exact_match"]}
            {"doc_id":0,"target":"4","arguments":{"gen_args_0":{"arg_0":"Q","arg_1":{}}},"filtered_resps":["5"],"filter":"loose","metrics":["exact_match"]}
            """);
    CommandResult result = CommandResult.by("score", samples.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("detected format lm-eval", "using filter \"strict\"");
    assertThat(result.out()).startsWith("1 item").containsPattern("text_exact_match +1");
    assertThat(CommandResult.by("score", samples.toString(), "--filter", "loose").out())
        .containsPattern("text_exact_match +0");
    Path written = folder.resolve("written.csv");
    CommandResult mistyped =
        CommandResult.by(
            "score", samples.toString(), "--filter", "losse", "--scores", written.toString());
    assertThat(mistyped.code()).isEqualTo(64);
    assertThat(mistyped.err()).contains("no sample has this filter");
    assertThat(written).doesNotExist();
  }

  private CommandResult score(String... arguments) {
    return CommandResult.by(
        Stream.concat(Stream.of("score", dump.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
