// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.fixture.SharedData;
import dev.sundog.it.Program.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published dumps, scored by the packed program, have their published results. */
class RealDataIT extends InstalledProgram {
  @ParameterizedTest
  @CsvSource({
    "6b_finetuning, 0.2168309325246399",
    "6b_verification, 0.3904473085670963",
    "175b_finetuning, 0.34723275208491283",
    "175b_verification, 0.5625473843821076"
  })
  void gradeSchoolMathsIsRightAsOftenAsPublished(String model, double share) throws IOException {
    score(
        SharedData.require("gsm8k/example_model_solutions.jsonl").toString(),
        "--prediction",
        model + ".solution",
        "--reference",
        "ground_truth",
        "--extract",
        "A: *(.*)",
        "--normalize",
        "strip,drop=,$",
        "--metrics",
        "text_exact_match");
    assertThat(figure("text_exact_match", "mean")).isEqualTo(share);
    assertThat(figure("text_exact_match", "n")).isEqualTo(1319);
  }

  @ParameterizedTest
  @CsvSource({"sys1, 28451, 0.5904779694082976, 55", "sys2, 28092, 0.5830272087665774, 69"})
  void translationsHaveTheirDistances(String system, double edits, double rate, double exact)
      throws IOException {
    Path data = SharedData.require("compare-mt");
    score(
        "--format",
        "text",
        "--prediction",
        data.resolve("ted." + system + ".eng").toString(),
        "--reference",
        data.resolve("ted.ref.eng").toString(),
        "--metrics",
        "token_edit_distance,token_error_rate,exact_match");
    assertThat(figure("token_edit_distance", "sum")).isEqualTo(edits);
    assertThat(figure("token_error_rate", "mean")).isEqualTo(rate);
    assertThat(figure("exact_match", "sum")).isEqualTo(exact);
  }

  @ParameterizedTest
  @CsvSource({"word_sorting, 0.504", "dyck_languages, 0.468"})
  void bigBenchHardIsRightAsOftenAsPublished(String task, double share) throws IOException {
    String file = "bbh-direct/" + task + "_few_shot_template_0-255000.json";
    score(
        SharedData.require(file).toString(),
        "--records",
        "outputs",
        "--prediction",
        "prediction",
        "--reference",
        "target",
        "--metrics",
        "text_exact_match");
    assertThat(figure("text_exact_match", "mean")).isEqualTo(share);
  }

  private void score(String... arguments) throws IOException {
    String[] all = new String[arguments.length + 3];
    all[0] = "score";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--summary";
    all[all.length - 1] = folder.resolve("summary.json").toString();
    CommandResult result = sundog.run(folder, all);
    assertThat(result.code()).as(result.err()).isZero();
  }

  private double figure(String metric, String name) throws IOException {
    String number = "\"" + metric + "\": \\{.*?\"" + name + "\": ([-0-9.E]+)";
    return Pattern.compile(number)
        .matcher(Files.readString(folder.resolve("summary.json")))
        .results()
        .map((MatchResult found) -> Double.parseDouble(found.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
