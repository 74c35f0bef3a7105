// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.run.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as lm-eval writes them, and the keys that its and HELM's files have. */
class LmEvalFoldersTest {
  @TempDir Path folder;
  private List<String> notes = List.of();

  @BeforeEach
  void write() throws IOException {
    sample("org__mini-70m", "sums", "2024-05-01T10-00-00.123", "3", "3");
    sample("org__mini-70m", "sums", "2024-06-01T10-00-00.456", "3", "4");
    sample("org__mini-70m", "odd_words", "2024-05-01T10-00-00.123", "b", "b");
    sample("org__mini-2b", "sums", "2024-05-01T10-00-00.123", "3", "3");
    Path results = folder.resolve("org__mini-2b/results_2024-05-01T10-00-00.123.json");
    Files.writeString(results, "{\"model_name\":\"org/mini-2b-chat\",\"configs\":{}}");
  }

  private void sample(String model, String task, String time, String answer, String target)
      throws IOException {
    Path inside = Files.createDirectories(folder.resolve(model));
    String line =
        """
        {"doc_id":0,"doc":{},"target":"TARGET","arguments":{"gen_args_0":{"arg_0":"q","arg_1":{}}},"resps":[["x"]],"filtered_resps":["ANSWER"],"filter":"none","metrics":["exact_match"]}
        """;
    Files.writeString(
        inside.resolve("samples_" + task + "_" + time + ".jsonl"),
        line.replace("TARGET", target).replace("ANSWER", answer));
  }

  private List<String> groups(DumpSpec spec, Path... files) {
    try (DumpSource source = Dumps.open(List.of(files), spec, BatchLimits.DEFAULT)) {
      notes = source.notes().stream().map(Message::toString).toList();
      return Evaluator.of("text_exact_match").run(source).groups().stream()
          .map(
              group -> String.join(" ", group.key()) + " " + group.metric("text_exact_match").sum())
          .toList();
    }
  }

  @Test
  void theNewestRunOfEveryModelAndTask() {
    DumpSpec keys = DumpSpec.DEFAULT.with(Field.BY, "@model,@task,@scale");
    assertThat(groups(keys, folder))
        .containsExactlyInAnyOrder(
            "org/mini-70m sums 70000000 0.0",
            "org/mini-70m odd_words 70000000 1.0",
            "org/mini-2b-chat sums 2000000000 1.0");
    assertThat(notes)
        .contains(
            folder
                + ": using the newest run of every folder; 1 older file is left out; select a run"
                + " with Field.CHECKPOINT",
            "@model is the model that the tool wrote; @scale is the size in its name");
  }

  @Test
  void aRunByItsTimeOrFolder() {
    DumpSpec may = DumpSpec.DEFAULT.with(Field.BY, "@model").with(Field.CHECKPOINT, "2024-05");
    assertThat(groups(may, folder))
        .containsExactlyInAnyOrder("org/mini-70m 2.0", "org/mini-2b-chat 1.0");
    DumpSpec large = DumpSpec.DEFAULT.with(Field.BY, "@task").with(Field.CHECKPOINT, "mini-2b");
    assertThat(groups(large, folder)).containsExactly("sums 1.0");
  }

  @Test
  void errors() {
    DumpSpec none = DumpSpec.DEFAULT.with(Field.CHECKPOINT, "2031");
    assertThatThrownBy(() -> groups(none, folder))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("no samples_*.jsonl with \"2031\" in their path");
    assertThatThrownBy(() -> groups(none, folder.resolve("x")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("Name the folder");
    Path empty = folder.resolve("empty");
    assertThat(empty.toFile().mkdir()).isTrue();
    assertThatThrownBy(() -> groups(DumpSpec.DEFAULT, empty))
        .hasMessageContaining("this folder holds no samples_*.jsonl of lm-eval");
  }

  @Test
  void runsOfHelm() throws IOException {
    Path run = Files.createDirectories(folder.resolve("qa:subject=maps,model=acme_lm-7b"));
    Path state =
        Files.writeString(
            run.resolve("scenario_state.json"),
            """
            {"adapter_spec":{"method":"generation","model":"acme/lm-7b"},"request_states":[{"instance":{"input":{"text":"q"},"references":[{"output":{"text":"yes"},"tags":["correct"]}],"id":"id1"},"request":{},"result":{"completions":[{"text":"yes","logprob":-1,"tokens":[]}]}}]}
            """);
    DumpSpec keys = DumpSpec.DEFAULT.with(Field.BY, "@model,@task,@scale");
    assertThat(groups(keys, state)).containsExactly("acme/lm-7b qa:subject=maps 7000000000 1.0");
  }
}
