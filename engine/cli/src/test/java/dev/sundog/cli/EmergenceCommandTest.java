// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.cli.demo.MirageSource;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.fixture.SharedData;
import dev.sundog.run.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmergenceCommandTest {
  @TempDir private Path folder;

  @Test
  void scoresOfRealModelsAreTheKnownOnes() throws IOException {
    Path data = SharedData.require("obsscaling");
    JsonNode curves =
        summary(
                "emergence",
                data.resolve("base_llm_emergent_capability_eval.csv").toString(),
                "--join",
                data.resolve("base_llm_benchmark_eval.csv").toString(),
                "--scale-factor=1e9",
                "--columns",
                "key=Model,scale=Model Size (B),family=Model Family,values=*")
            .path("curves");
    assertThat(score(curves, "word_unscrambling_2", "exact_match", "Pythia")).isEqualTo("10.50");
    assertThat(score(curves, "arithmetic_3da_2", "acc", "Pythia")).isEqualTo("25.27");
    assertThat(score(curves, "ipa_transliterate_2", "bleu", "Pythia")).isEqualTo("12.79");
    assertThat(score(curves, "word_unscrambling_2", "exact_match", "OPT")).isEqualTo("10.00");
    assertThat(score(curves, "arithmetic_3da_2", "acc", "OPT")).isEqualTo("54.00");
    assertThat(score(curves, "ipa_transliterate_2", "bleu", "OPT")).isEqualTo("25.03");
    assertThat(score(curves, "ipa_transliterate_2", "exact_match", "OPT")).isEqualTo("INFINITE");
    // Of Pythia all eight values are 0: the range is 0 as well as the median step, which is
    // undefined, not infinite. No model can do the task, so there is no jump to speak of.
    assertThat(score(curves, "ipa_transliterate_2", "exact_match", "Pythia")).isEqualTo("FLAT");
  }

  private static String score(JsonNode curves, String task, String metric, String family) {
    for (JsonNode curve : curves) {
      if (curve.path("task").asString().equals(task)
          && curve.path("metric").asString().equals(metric)
          && curve.path("family").asString().equals(family)) {
        return curve.path("score").isNull()
            ? curve.path("status").asString()
            : String.format(Locale.ROOT, "%.2f", curve.path("score").doubleValue());
      }
    }
    return "absent";
  }

  @Test
  void aDumpIsJudgedBySizeAndLength() throws IOException {
    Path dump = folder.resolve("mirage.sdog");
    try (MirageSource source = new MirageSource(40_000, 1, 1000);
        NativeDumpWriter writer = NativeDumpWriter.to(dump, source.keyNames())) {
      Evaluator.of(List.of()).withSink(writer).run(source);
      writer.commit();
    }
    JsonNode summary =
        summary("emergence", dump.toString(), "--scale", "parameters", "--by", "target_length");
    JsonNode first = summary.path("curves").get(0);
    assertThat(first.path("points")).hasSize(4);
    assertThat(first.path("length").asInt()).isPositive();
    assertThat(summary.path("fits"))
        .isNotEmpty()
        .allSatisfy(
            fit -> assertThat(fit.path("alpha").doubleValue()).isCloseTo(-0.5, within(0.08)));
  }

  @Test
  void planComputesTheNumberOfItems() {
    CommandResult result = CommandResult.by("plan", "--p", "0.3", "--length", "5");
    assertThat(result.out()).containsPattern("at least one hit \\(95 %\\) +1,235\n");
    assertThat(CommandResult.by("plan", "--p", "1.5").code()).isEqualTo(64);
  }

  @Test
  void badInputIsLocated() throws IOException {
    Path table = Files.writeString(folder.resolve("bad.csv"), "task,metric,scale,value\nt,m,1,x\n");
    CommandResult result = CommandResult.by("emergence", table.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("bad.csv, record 1");
    Files.writeString(table, "task,metric,scale,value\nt,m,1,1\nt,m,1,2\n");
    assertThat(CommandResult.by("emergence", table.toString()).err())
        .contains("record 2: duplicate result of task \"t\", metric \"m\"", "Remove one");
    Files.writeString(table, "task,metric,scale,value\n");
    for (String command : List.of("emergence", "mirage meta", "mirage induce")) {
      CommandResult none = CommandResult.by((command + " " + table).split(" "));
      assertThat(none.code()).as(command).isEqualTo(2);
      assertThat(none.err()).contains("bad.csv: no rows after the header");
      assertThat(none.out()).isEmpty();
    }
    assertThat(CommandResult.by("emergence").code()).isEqualTo(64);
    assertThat(CommandResult.by("emergence", table.toString(), "--columns", "size=x").code())
        .isEqualTo(64);
  }

  @Test
  void unwritableOutputsFailBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    String absent = folder.resolve("absent").toString();
    for (String command :
        List.of("emergence", "mirage meta", "mirage induce", "mirage arithmetic")) {
      for (String output : List.of("--summary", "--report", "--plots")) {
        String given = command + (command.endsWith("arithmetic") ? " --dump " : " ") + absent;
        CommandResult result =
            CommandResult.by((given + " " + output + " " + file + "/x").split(" "));
        assertThat(result.code()).as(given + output).isEqualTo(4);
        assertThat(result.err()).contains(file.toString()).doesNotContain("absent");
      }
    }
    Path plots = folder.resolve("plots");
    assertThat(CommandResult.by("emergence", absent, "--plots", plots.toString()).code())
        .isEqualTo(2);
    assertThat(plots).doesNotExist();
    assertThat(folder).isDirectoryContaining("glob:**file").isDirectoryNotContaining("glob:**tmp");
  }

  private JsonNode summary(String... args) throws IOException {
    Path summary = folder.resolve("summary.json");
    String[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--summary";
    all[args.length + 1] = summary.toString();
    CommandResult result = CommandResult.by(all);
    assertThat(result.code()).as(result.err()).isZero();
    return JsonMapper.shared().readTree(Files.readString(summary));
  }
}
