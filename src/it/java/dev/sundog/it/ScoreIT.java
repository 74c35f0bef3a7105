// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.it.Program.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A user's own dump, scored and converted by the packed program. */
class ScoreIT extends InstalledProgram {
  private static final String DUMP =
      """
      {"id":"a","prediction":[1,2,3],"reference":[1,2,3],"model":"6B"}
      {"id":"b","prediction":[1,2],"reference":[1,2,3],"model":"350M"}
      {"id":"c","prediction":[4,5,6],"reference":[1,2,3],"model":"6B"}
      """;

  @Test
  void scoresADumpIntoTableScoresAndSummary() throws IOException {
    Files.writeString(folder.resolve("dump.jsonl"), DUMP);
    CommandResult result =
        sundog.run(
            folder,
            "score",
            "dump.jsonl",
            "--by",
            "model",
            "--id",
            "id",
            "--metrics",
            "exact_match,token_edit_distance",
            "--scores",
            "scores.csv",
            "--summary",
            "sum.json");
    assertThat(result.err()).contains("scored 3 items");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .startsWith("3 items. Intervals: 95 %, Wilson")
        .containsPattern("6B +token_edit_distance +1\\.50000 .* 0 +3 +2");
    assertThat(folder.resolve("scores.csv"))
        .content()
        .contains("0,a,6B,1,SCORED,0,SCORED\r\n", "1,b,350M,0,SCORED,1,SCORED\r\n");
    assertThat(folder.resolve("sum.json")).content().contains("\"items\": 3");
    assertThat(files()).containsExactlyInAnyOrder("dump.jsonl", "scores.csv", "sum.json");
  }

  @Test
  void readsStandardInput() throws IOException {
    Files.writeString(folder.resolve("dump.jsonl"), DUMP);
    String piped = "gzip -c dump.jsonl | " + sundog.launcher() + " score -";
    CommandResult result =
        Program.run(Map.of("SUNDOG_CACHE", "off"), folder, List.of("sh", "-c", piped));
    assertThat(result.err()).contains("detected format jsonl", "scored 3 items");
    assertThat(result.code()).isZero();
  }

  @Test
  void theSummaryIsTheSameToTheByteForAnyNumberOfThreads() throws IOException {
    StringBuilder dump = new StringBuilder();
    for (int item = 0; item < 20_000; item++) {
      dump.append(
          "{\"prediction\":[%d,2,3],\"reference\":[7,2],\"logprobs\":[-0.%d]}\n"
              .formatted(item % 9, 1 + item % 7));
    }
    Files.writeString(folder.resolve("dump.jsonl"), dump);
    Set<String> summaries = new HashSet<>();
    for (int threads : new int[] {1, 2, 3, 7}) {
      CommandResult result =
          sundog.run(
              folder,
              "score",
              "dump.jsonl",
              "--logprobs",
              "logprobs",
              "--threads",
              "" + threads,
              "--limit-batch-items",
              "" + (500 * threads + 1),
              "--summary",
              "sum.json");
      assertThat(result.code()).as(result.err()).isZero();
      summaries.add(Files.readString(folder.resolve("sum.json")));
    }
    assertThat(summaries).hasSize(1);
  }

  @Test
  void aConvertedDumpScoresTheSame() throws IOException {
    Files.writeString(folder.resolve("dump.jsonl"), DUMP);
    CommandResult converted =
        sundog.run(folder, "convert", "dump.jsonl", "dump.sdog", "--by", "model", "--id", "id");
    assertThat(converted.code()).as(converted.err()).isZero();
    CommandResult parsed =
        sundog.run(
            folder,
            "score",
            "dump.jsonl",
            "--by",
            "model",
            "--id",
            "id",
            "--scores",
            "parsed.csv",
            "--summary",
            "parsed.json");
    CommandResult mapped =
        sundog.run(
            folder, "score", "dump.sdog", "--scores", "mapped.csv", "--summary", "mapped.json");
    assertThat(mapped.code()).as(mapped.err()).isZero();
    assertThat(mapped.out()).isEqualTo(parsed.out());
    assertThat(folder.resolve("mapped.csv")).hasSameTextualContentAs(folder.resolve("parsed.csv"));
    assertThat(folder.resolve("mapped.json"))
        .hasSameTextualContentAs(folder.resolve("parsed.json"));
  }
}
