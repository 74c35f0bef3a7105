// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ParityCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void knownWrongAnswersAreListed() throws IOException {
    Path dump = folder.resolve("dump.jsonl");
    Files.writeString(
        dump,
        """
        {"id":"shifted","prediction":"b c d","reference":"a b c"}
        {"id":"same","prediction":"x y","reference":"x y"}
        {"id":"empty","prediction":"","reference":""}
        """);
    Path summary = folder.resolve("parity.json");
    CommandResult result =
        CommandResult.by("parity", dump.toString(), "--summary", summary.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("torchmetrics +mer +mer +shifted +0\\.5\\d* +0\\.666667")
        .containsPattern("torchmetrics +wip +wip +shifted +0\\.444444 +0\\.111111")
        .containsPattern("helm +exact_match +exact_match +empty +1 +0")
        .containsPattern("jiwer +wer +token_error_rate +empty +- +0")
        .contains("\njiwer.wer: an empty reference")
        .doesNotContain("same");
    JsonNode wer =
        JsonMapper.shared()
            .readTree(summary.toFile())
            .get("metrics")
            .valueStream()
            .filter(metric -> metric.get("tool").stringValue().equals("jiwer"))
            .findFirst()
            .orElseThrow();
    assertThat(wer.get("theirs").stringValue()).isEqualTo("wer");
    assertThat(wer.get("ours").stringValue()).isEqualTo("token_error_rate");
    assertThat(wer.get("disagree").intValue()).isEqualTo(1);
    assertThat(wer.get("examples").get(0).toString())
        .isEqualTo("{\"item\":\"empty\",\"ours\":null,\"theirs\":0.0}");
    assertThat(CommandResult.by("parity", dump.toString(), "--tool", "excel").code()).isEqualTo(64);
  }

  @Test
  void theBeamOfTorchmetricsIsListed() throws IOException {
    String answer = IntStream.range(0, 200).mapToObj(at -> "" + at % 10).collect(joining(","));
    Path dump =
        Files.writeString(
            folder.resolve("shifted.jsonl"),
            "{\"id\":\"junk\",\"prediction\":["
                + "9999,".repeat(60)
                + answer
                + "],\"reference\":["
                + answer
                + "]}\n");
    CommandResult result = CommandResult.by("parity", dump.toString(), "--tool", "torchmetrics");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("torchmetrics +edit_distance +token_edit_distance +junk +60 +81\n");
    CommandResult helm = CommandResult.by("parity", dump.toString(), "--tool", "helm");
    assertThat(helm.out()).containsPattern("helm +exact_match +exact_match +1 +-\n");
  }

  @Test
  void aDumpIsScoredAsAToolWould() throws IOException {
    Path dump =
        Files.writeString(
            folder.resolve("texts.jsonl"),
            """
            {"prediction":"The end.","reference":"end"}
            {"prediction":"","reference":""}
            """);
    CommandResult all = CommandResult.by("score", dump.toString(), "--parity", "helm");
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.out())
        .containsPattern("helm.exact_match +0 ")
        .containsPattern("helm.quasi_exact_match +0.500000 ")
        .containsPattern("helm.wer_score +0.500000 ");
    CommandResult one =
        CommandResult.by(
            "score", dump.toString(), "--parity=helm", "--metrics=wer_score,helm.exact_match");
    assertThat(one.out().lines().filter(line -> line.startsWith("helm."))).hasSize(2);
    CommandResult calibrated =
        CommandResult.by(
            "score",
            dump.toString(),
            "--parity=helm",
            "--calibration=helm.quasi_exact_match,helm.exact_match");
    assertThat(calibrated.out())
        .contains("confidence is helm.quasi_exact_match, accuracy is helm.exact_match");
    assertThat(CommandResult.by("score", dump.toString(), "--parity", "excel").code())
        .isEqualTo(64);
    assertThat(
            CommandResult.by("score", dump.toString(), "--parity", "jiwer", "--metrics", "bleu")
                .err())
        .contains("jiwer has no metric 'bleu'. Available: jiwer.wer, jiwer.cer, mer");
  }
}
