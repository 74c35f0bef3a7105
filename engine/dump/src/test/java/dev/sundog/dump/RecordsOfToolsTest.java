// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A path that the caller sets never switches detection off: the other paths stay the tool's. */
class RecordsOfToolsTest {
  private static final String VLLM =
      """
      {"request_id":"7","prompt_logprobs":null,"outputs":[{"index":0,"text":"blue sky","cumulative_logprob":-1.25,"logprobs":[{"31":{"logprob":-0.5,"rank":1},"8":{"logprob":-2.5,"rank":2}},{"44":{"logprob":-0.75,"rank":1}}]},{"index":1,"text":"red","cumulative_logprob":-3.0,"logprobs":[{"2":{"logprob":-3.0,"rank":9}}]}],"want":"blue sky"}
      """;

  private static final String RESPONSES =
      """
      {"custom_id":"m","want":"four","response":{"status_code":200,"body":{"object":"response","output":[{"type":"reasoning","summary":[]},{"type":"function_call","arguments":"{}"},{"type":"message","role":"assistant","content":[{"type":"refusal","refusal":"x"},{"type":"output_text","text":"four","logprobs":[{"token":"four","logprob":-0.125}]}]}]}},"error":null}
      {"custom_id":"n","want":"five","response":{"status_code":200,"body":{"object":"response","status":"incomplete","output":[{"type":"reasoning","summary":[]}]}},"error":null}
      """;

  @TempDir Path directory;
  private String format = "";
  private List<String> findings = List.of();

  private Scores score(String records, DumpSpec spec, String... metrics) throws IOException {
    Path dump = Files.writeString(directory.resolve("dump"), records);
    try (DumpSource source = Dumps.open(List.of(dump), spec, BatchLimits.DEFAULT)) {
      format = source.format().name();
      source.metrics();
      Scores scores = Evaluator.of(metrics).scores(source);
      findings = source.findings().stream().map(Message::toString).toList();
      return scores;
    }
  }

  @Test
  void vllmStaysDetectedWhateverPathIsSet() throws IOException {
    DumpSpec want = DumpSpec.DEFAULT.with(Field.REFERENCE, "want");
    for (DumpSpec spec :
        List.of(
            want,
            want.with(Field.LOGPROBS, "outputs.0.logprobs"),
            want.with(Field.PREDICTION, "outputs.0.text"),
            want.with(Field.ID, "request_id"))) {
      Scores scores = score(VLLM, spec, "text_exact_match", "logprob_sum");
      assertThat(format).isEqualTo("vllm");
      assertThat(scores.value("text_exact_match", 0)).isEqualTo(1);
      assertThat(scores.value("logprob_sum", 0)).isEqualTo(-1.25);
    }
  }

  @Test
  void logprobsOfThePromptComeFirst() throws IOException {
    String both =
        VLLM.replace(
            "\"prompt_logprobs\":null", "\"prompt_logprobs\":[null,{\"5\":{\"logprob\":-4.0}}]");
    assertThat(score(both, DumpSpec.DEFAULT, "logprob_sum").value("logprob_sum", 0)).isEqualTo(-4);
  }

  @Test
  void outputsWithoutLogprobsOfThePromptAreDetected() throws IOException {
    String newer = VLLM.replace("\"prompt_logprobs\":null,", "");
    score(newer, DumpSpec.DEFAULT.with(Field.REFERENCE, "want"), "text_exact_match");
    assertThat(format).isEqualTo("vllm");
  }

  @Test
  void responsesHaveTheTextOfTheirMessage() throws IOException {
    DumpSpec want = DumpSpec.DEFAULT.with(Field.REFERENCE, "want");
    Scores scores = score(RESPONSES, want, "text_exact_match", "logprob_sum");
    assertThat(format).isEqualTo("openai-batch");
    assertThat(scores.value("text_exact_match", 0)).isEqualTo(1);
    assertThat(scores.value("logprob_sum", 0)).isEqualTo(-0.125);
    assertThat(scores.summary().groups().getFirst().noPrediction()).isEqualTo(1);
    assertThat(findings).isEmpty();
  }

  @Test
  void pathsSelectElementsByAMember() throws IOException {
    DumpSpec paths =
        DumpSpec.DEFAULT
            .with(Field.PREDICTION, "turns.[role=assistant].content")
            .with(Field.REFERENCE, "want");
    String chat =
        """
        {"turns":[3,{"content":"hi","role":"user"},{"content":"ho","role":"assistant"},{"role":"assistant","content":"no"}],"want":"ho"}
        """;
    assertThat(score(chat, paths, "text_exact_match").value("text_exact_match", 0)).isEqualTo(1);
  }

  @Test
  void answersThatAreNotReadAreReported() throws IOException {
    score(VLLM + VLLM, DumpSpec.DEFAULT.with(Field.REFERENCE, "want"), "text_exact_match");
    assertThat(findings)
        .containsExactly(
            "2 of 4 answers were not read: 2 records with several answers, of which the first is"
                + " scored. Set Field.PREDICTION to the path of another");
    DumpSpec second =
        DumpSpec.DEFAULT.with(Field.REFERENCE, "want").with(Field.PREDICTION, "outputs.1.text");
    score(VLLM, second, "text_exact_match");
    assertThat(findings).isEmpty();
  }
}
