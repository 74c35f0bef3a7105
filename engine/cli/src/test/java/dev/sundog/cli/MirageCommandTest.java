// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MirageCommandTest {
  @TempDir private Path folder;

  @Test
  void arithmeticShowsBothTestSetSizes() {
    CommandResult result =
        CommandResult.by("mirage", "arithmetic", "--items", "100,2000", "--resamples", "50");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("100 items", "2,000 items", "resolution-limited (no hits in 100 items")
        .doesNotContain("not explained");
  }

  /** The scores of the exact expectations lie in the intervals of what was simulated. */
  @Test
  void intervalsOfTheSimulatedScoresHoldTheExactOnes() throws IOException {
    Path summary = folder.resolve("arithmetic.json");
    CommandResult result =
        CommandResult.by("mirage", "arithmetic", "--items=50000", "--summary=" + summary);
    assertThat(result.code()).as(result.err()).isZero();
    double[] accuracy = {0, 3.37, 7.47, 19.25, 51.0, 136};
    for (JsonNode curve : JsonMapper.shared().readTree(Files.readString(summary)).get("curves")) {
      boolean sharp = curve.get("metric").asString().equals("exact_match");
      double exact = sharp ? accuracy[curve.get("length").asInt()] : accuracy[1];
      assertThat(exact)
          .as("%s", curve)
          .isBetween(curve.get("low").asDouble(), curve.get("high").asDouble());
    }
  }

  /** Outputs of digits that are right with p(N), as two dumps of one test set each. */
  @Test
  void arithmeticOfDumpsShowsWhatTheLawPredicts() throws IOException {
    Path small = sums("sums-100.jsonl", 100, "few");
    Path large = sums("sums-2000.jsonl", 2000, "many");
    CommandResult result =
        CommandResult.by(
            "mirage",
            "arithmetic",
            "--dump",
            small.toString(),
            large.toString(),
            "--prediction=out",
            "--reference=gold",
            "--by=task",
            "--resamples=50");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("few +1 +3.50e\\+08 +100 ")
        .containsPattern(
            "many +5 +1.75e\\+11 +2,000 +0\\.[23]\\d+ +0\\.[23]\\d+ +1\\.\\d+ +1\\.\\d+\n")
        .contains("resolution-limited (no hits in 100 items")
        .doesNotContain("not explained");
    assertThat(
            CommandResult.by("mirage", "arithmetic", "--dump", small.toString(), "--items=5")
                .code())
        .isEqualTo(64);
    CommandResult sizeless =
        CommandResult.by(
            "mirage",
            "arithmetic",
            "--dump",
            small.toString(),
            "--prediction=out",
            "--reference=gold",
            "--scale=task");
    assertThat(sizeless.code()).isEqualTo(2);
    assertThat(sizeless.err())
        .contains("sums-100.jsonl", "model size \"few\" in field \"task\" is not a number");
  }

  private Path sums(String name, int items, String task) throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder lines = new StringBuilder();
    for (double size : new double[] {350e6, 1.3e9, 6.7e9, 175e9}) {
      double p = Math.exp(-Math.pow(size / 1e10, -0.5));
      for (int length = 1; length <= 5; length += 2) {
        for (int item = 0; item < items; item++) {
          lines.append("{\"task\":\"").append(task).append("\",\"params\":").append(size);
          digits(lines.append(",\"out\":"), length, p, random);
          digits(lines.append(",\"gold\":"), length, 1, random);
          lines.append("}\n");
        }
      }
    }
    return Files.writeString(folder.resolve(name), lines);
  }

  private static void digits(StringBuilder json, int length, double p, SplittableRandom random) {
    for (int digit = 0; digit < length; digit++) {
      json.append(digit == 0 ? '[' : ',').append(random.nextDouble() < p ? digit : 9);
    }
    json.append(']');
  }

  @Test
  void metaCountsHighScoresByMetric() throws IOException {
    Path table = folder.resolve("table.csv");
    Files.writeString(
        table,
        """
        task,metric,family,scale,value
        t,exact_match,F,1,0
        t,exact_match,F,2,0
        t,exact_match,F,3,0
        t,exact_match,F,4,1
        t,bleu,F,1,1
        t,bleu,F,2,2
        t,bleu,F,3,3
        t,bleu,F,4,4
        """);
    CommandResult result = CommandResult.by("mirage", "meta", table.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("exact_match +1 +1 +1 +100.0 +100.0 % +inf +inf\n")
        .containsPattern("bleu +1 +0 +0 +0.0 +0.0 % +3 +3\n")
        .containsPattern("t +exact_match +bleu +F +- +inf +3.00");
    Files.writeString(table, "task,metric,scale,value,stderr\nt,m,1,1,1\nt,m,2,2,1\nt,m,4,4,1\n");
    Path summary = folder.resolve("meta.json");
    assertThat(CommandResult.by("mirage", "meta", table.toString(), "--summary=" + summary).code())
        .isZero();
    assertThat(JsonMapper.shared().readTree(summary.toFile()).at("/curves/0/low").isNumber())
        .isTrue();
  }

  @Test
  void thresholdsAndAllOfKMakeSharpCurves() throws IOException {
    StringBuilder rows = new StringBuilder("family,scale,value\n");
    for (int scale = 1; scale <= 6; scale++) {
      for (int item = 0; item < 100; item++) {
        rows.append("net,")
            .append(scale)
            .append(',')
            .append(10.0 - scale + item * 0.01)
            .append('\n');
      }
    }
    Path errors = Files.writeString(folder.resolve("errors.csv"), rows);
    CommandResult result =
        CommandResult.by("mirage", "induce", errors.toString(), "--thresholds", "3");
    assertThat(result.out())
        .contains("reconstruction", "inf")
        .containsPattern("error +9.50 +8.50 .* 5.00 ");
    Path right = folder.resolve("right.csv");
    Files.writeString(right, rows.toString().replaceAll(",[0-9.]+\n", ",1\n"));
    assertThat(
            CommandResult.by("mirage", "induce", right.toString(), "--right", "--largest-k=4")
                .out())
        .contains("all of 4");
  }

  @Test
  void everyThresholdOfADumpIsCountedAndGivenInTheSummary() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int scale = 1; scale <= 6; scale++) {
      for (int item = 0; item < 100; item++) {
        double error = 10.0 - scale + item * 0.001;
        lines.append(
            "{\"id\":\"%d\",\"family\":\"net\",\"scale\":%d,\"value\":%s}\n"
                .formatted(item, scale, error));
      }
    }
    Path dump = Files.writeString(folder.resolve("errors.jsonl"), lines);
    Path summary = folder.resolve("summary.json");
    CommandResult result =
        CommandResult.by("mirage", "induce", dump.toString(), "--summary", summary.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("error +9.05 +8.05 +7.05 +6.05 +5.05 +4.05 +5.00")
        .contains(
            "net: reconstruction(c) scores at least 5 times the smooth curve (5.00) at 599 of 599");
    JsonNode induced =
        JsonMapper.shared().readTree(Files.readString(summary)).path("induced").path(0);
    assertThat(induced.path("family").asString()).isEqualTo("net");
    assertThat(induced.path("at")).hasSize(599);
    assertThat(induced.path("scores").path(0).isNull()).isTrue();
  }

  @Test
  void subsetAccuracyIsJudgedByLength() throws IOException {
    StringBuilder lines = new StringBuilder();
    SplittableRandom random = new SplittableRandom(4);
    for (int scale = 1; scale <= 5; scale++) {
      for (int item = 0; item < 4000; item++) {
        lines.append("{\"scale\":").append(scale).append(",\"value\":[");
        for (int label = 0; label < 4; label++) {
          lines.append(label == 0 ? "" : ",").append(random.nextDouble() < 0.18 * scale);
        }
        lines.append("]}\n");
      }
    }
    Path dump = Files.writeString(folder.resolve("labels.jsonl"), lines);
    CommandResult result = CommandResult.by("mirage", "induce", dump.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("token_accuracy, L = 4 +0.1[78]\\d +0.3[56]\\d ")
        .containsPattern("subset_accuracy, L = 4 +0.00100 .* 1\\.1\n")
        .contains("the measured share of right tokens, to the power of the length, leaves only");
  }

  @Test
  void invalidItemsAreLocated() throws IOException {
    Path dump = folder.resolve("items.jsonl");
    Files.writeString(dump, "{\"scale\":1,\"value\":true}\n{\"scale\":2,\"value\":0.5}\n");
    CommandResult mixed = CommandResult.by("mirage", "induce", dump.toString());
    assertThat(mixed.code()).isEqualTo(2);
    assertThat(mixed.err()).contains("items.jsonl, record 2, byte 25", "a number", "true or false");
    CommandResult half = CommandResult.by("mirage", "induce", dump.toString(), "--right");
    assertThat(half.err()).contains("record 2", "0 or 1, not 0.5");
    CommandResult path =
        CommandResult.by("mirage", "induce", dump.toString(), "--columns", "value=a..b");
    assertThat(path.code()).isEqualTo(64);
    Files.writeString(dump, "");
    assertThat(CommandResult.by("mirage", "induce", dump.toString()).code()).isEqualTo(2);
  }
}
