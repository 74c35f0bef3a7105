// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultOptionsTest {
  @TempDir Path folder;

  private Path dump;

  @BeforeEach
  void writeDump() throws IOException {
    dump = folder.resolve("answers.jsonl");
    List<String> lines = new ArrayList<>();
    for (String line :
        List.of("a a a|low", "a a b|low", "a a b|mid_1", "a a b|mid_1", "a a a|top")) {
      lines.add(
          "{\"prediction\": \"%s\", \"reference\": \"a a a\", \"model\": \"%s\"}"
              .formatted((Object[]) line.split("\\|")));
    }
    lines.add("{\"prediction\": null, \"reference\": \"\", \"model\": \"none\"}");
    Files.write(dump, lines);
  }

  @ParameterizedTest
  @CsvSource({"text_exact_match", "token_error_rate"})
  void groupsAreSortedBestFirstWhateverTheDirection(String metric) {
    assertThat(models(score("--sort", metric, "--table", "csv").out()))
        .containsExactly("top", "low", "mid_1", "none");
  }

  @Test
  void theFirstGroupsAreShownAndCounted() {
    CommandResult result = score("--sort", "token_error_rate", "--top", "2");
    assertThat(result.out())
        .startsWith("6 items, 1 without a prediction.")
        .contains("top ", "low ")
        .doesNotContain("mid_1")
        .endsWith("\n2 of 4 groups\n");
  }

  @Test
  void markdownIsEscaped() {
    assertThat(score("--table", "md", "--metrics", "text_exact_match").out().lines())
        .contains(
            "| model | metric | mean | stderr | low | high | min | max | scored | not scored |",
            "| :-- | :-- | --: | --: | --: | --: | --: | --: | --: | :-- |")
        .anyMatch(line -> line.startsWith("| mid\\_1 | text\\_exact\\_match | 0 |"));
  }

  @Test
  void latexIsEscaped() {
    assertThat(score("--table", "latex", "--metrics", "text_exact_match").out())
        .startsWith("\\begin{tabular}{llrrrrrrrl}\n\\toprule\nmodel & metric & mean")
        .contains("\\\\\n\\midrule\n", "mid\\_1 & text\\_exact\\_match & 0")
        .endsWith("\\bottomrule\n\\end{tabular}\n");
  }

  @Test
  void jsonIsTheSummaryFileAndNothingElse() throws IOException {
    Path summary = folder.resolve("summary.json");
    CommandResult result = score("--json", "--quiet", "--summary", summary.toString());
    assertThat(result.out()).isEqualTo(Files.readString(summary)).startsWith("{\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void errorsAreNotQuiet() {
    CommandResult result = CommandResult.by("score", "--quiet", folder.resolve("no.jsonl") + "");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("no.jsonl");
  }

  @Test
  void contradictionsAreWrongUsage() {
    assertThat(score("--json", "--table", "md").err()).contains("remove --table");
    assertThat(score("--top", "0").err()).contains("--top must be at least 1, not 0");
    CommandResult unknown = score("--sort", "bleu");
    assertThat(unknown.code()).isEqualTo(64);
    assertThat(unknown.err()).contains("--sort: metric 'bleu' is not scored. Scored: text_exact");
  }

  @ParameterizedTest
  @CsvSource({
    "wer, token_error_rate",
    "CER, --tokenizer chars",
    "rougeL, rouge_l",
    "rouge-l, rouge_l",
    "em, text_exact_match",
    "pass@1, recorded.pass@1",
    "ece, --calibration"
  })
  void namesOfOtherToolsAreAnswered(String name, String answer) {
    CommandResult result = score("--metrics", name);
    assertThat(result.code()).isEqualTo(64);
    assertThat(result.err()).contains("no metric '" + name + "'", answer);
  }

  @Test
  void helpIsACommandToo() {
    assertThat(CommandResult.by("help", "plan")).isEqualTo(CommandResult.by("plan", "--help"));
    assertThat(CommandResult.by("help")).isEqualTo(CommandResult.by("--help"));
  }

  @Test
  void doctorShowsTheInstallation() {
    assertThat(CommandResult.by("doctor").out())
        .contains("JVM ", "processors ", "kernels ", "temporary folder  writable", "jsonl json csv")
        .doesNotContain(System.getProperty("user.home"));
  }

  private CommandResult score(String... more) {
    return CommandResult.by(
        Stream.concat(
                Stream.of(
                    "score",
                    dump.toString(),
                    "--prediction",
                    "prediction",
                    "--reference",
                    "reference",
                    "--by",
                    "model"),
                Stream.concat(
                    Arrays.asList(more).contains("--metrics")
                        ? Stream.of()
                        : Stream.of("--metrics", "text_exact_match,token_error_rate"),
                    Stream.of(more)))
            .toArray(String[]::new));
  }

  private static List<String> models(String csv) {
    return csv.lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .distinct()
        .toList();
  }
}
