// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choices in JSON Lines and transcripts, from the command line. */
class ChoicesCommandTest {
  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void choicesHaveMetricsOfTheirOwn() throws IOException {
    String dump =
        file(
            "choices.jsonl",
            """
            {"lp":[-1,-2],"options":["yes","no"],"answer":"A"}
            {"lp":[-1,-1.5],"options":["yes","nothing"],"answer":1}
            """);
    String[] paths = {
      "score", dump, "--choices", "lp", "--choice-texts", "options", "--gold", "answer"
    };
    CommandResult result = CommandResult.by(paths);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("acc +0\\.5")
        .containsPattern("acc_norm +1 ")
        .contains("multiple_choice_grade", "brier_score", "choice_log_loss")
        .doesNotContain("token_edit_distance");
  }

  @Test
  void choicesUnderTheirUsualNamesNeedNoOptions() throws IOException {
    String dump =
        file(
            "choices.jsonl",
            "{\"choices\":[-1,-2],\"gold\":0}\n{\"choices\":[-3,-2],\"gold\":0}\n");
    CommandResult result = CommandResult.by("score", dump);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("2 items")
        .containsPattern("acc +0\\.5")
        .doesNotContain("token_edit_distance");
  }

  @Test
  void aWrongGoldHasAPlace() throws IOException {
    String dump =
        file("choices.jsonl", "{\"choices\":[-1,-2],\"gold\":0}\n{\"choices\":[-1],\"gold\":1}\n");
    CommandResult result = CommandResult.by("score", dump, "--metrics", "acc");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("record 2, byte 52: \"1\" is none of the 1 choices");
  }

  @Test
  void transcriptsAreScoredAndCompared() throws IOException {
    String reference = file("ref.trn", "a { b / c } d (x)\ne (y)\n");
    String base = file("base.trn", "f (y)\na c d (x)\n");
    String candidate = file("candidate.trn", "a b (x)\ne (y)\n");
    CommandResult result =
        CommandResult.by(
            "score",
            "--format",
            "trn",
            "--prediction",
            base,
            "--reference",
            reference,
            "--metrics",
            "token_edit_distance");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).containsPattern("token_edit_distance +0\\.5");
    CommandResult compared =
        CommandResult.by(
            "compare",
            base,
            candidate,
            "--format",
            "trn",
            "--reference",
            reference,
            "--metrics",
            "token_edit_distance");
    assertThat(compared.code()).as(compared.err()).isZero();
    assertThat(compared.out()).contains("token_edit_distance");
  }
}
