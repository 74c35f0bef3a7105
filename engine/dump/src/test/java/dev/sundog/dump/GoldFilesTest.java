// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References of a file of their own, joined by id. */
class GoldFilesTest {
  @TempDir Path directory;
  private List<String> findings = List.of();

  private DumpSpec gold(String records) throws IOException {
    Path file = Files.writeString(directory.resolve("gold.jsonl"), records);
    return DumpSpec.DEFAULT
        .with(Field.GOLD_FILE, file.toString())
        .with(Field.GOLD_ID, "key")
        .with(Field.GOLD_VALUE, "answer.text");
  }

  private Scores score(String records, DumpSpec spec, String... metrics) throws IOException {
    Path dump = Files.writeString(directory.resolve("dump"), records);
    try (DumpSource source = Dumps.open(List.of(dump), spec, BatchLimits.DEFAULT)) {
      source.metrics();
      Scores scores = Evaluator.of(metrics).scores(source);
      findings = source.findings().stream().map(Message::toString).toList();
      return scores;
    }
  }

  @Test
  void joinsByIdInAnyOrder() throws IOException {
    DumpSpec spec =
        gold(
            """
            {"key":"b","answer":{"text":["two","zwei"]}}
            {"answer":{"text":[7,8]},"key":3}
            {"key":"unused","answer":{"text":"x"}}
            {"key":"n","answer":{"text":null}}
            """);
    Scores scores =
        score(
            """
            {"id":3,"prediction":[7,8]}
            {"prediction":"zwei","id":"b","reference":"ignored"}
            {"id":"b","prediction":"three"}
            {"id":"stray","prediction":"two"}
            {"id":"n","prediction":"two"}
            """,
            spec,
            "exact_match");
    assertThat(scores.value("exact_match", 0)).isEqualTo(1);
    assertThat(scores.value("exact_match", 1)).isEqualTo(1);
    assertThat(scores.value("exact_match", 2)).isEqualTo(0);
    assertThat(scores.summary().metric("exact_match").scored()).isEqualTo(3);
    assertThat(findings)
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).matches("1 item has no reference in .*gold.jsonl: id stray"),
            second ->
                assertThat(second)
                    .matches("1 reference in .*gold.jsonl matches no item: id unused"));
  }

  @Test
  void openAiBatchesByTheirCustomId() throws IOException {
    DumpSpec spec = gold("{\"key\":\"q\",\"answer\":{\"text\":\"yes\"}}\n");
    String batch =
        """
        {"custom_id":"q","response":{"status_code":200,"body":{"choices":[{"message":{"content":"yes"}}]}},"error":null}
        """;
    assertThat(score(batch, spec, "text_exact_match").value("text_exact_match", 0)).isEqualTo(1);
  }

  @Test
  void manyIdsOfAnyLength() throws IOException {
    Random random = new Random(5);
    StringBuilder records = new StringBuilder();
    StringBuilder dump = new StringBuilder();
    int right = 0;
    for (int item = 0; item < 5000; item++) {
      String id = "x".repeat(random.nextInt(30)) + item;
      int answer = random.nextInt(3);
      int guess = random.nextInt(3);
      right += answer == guess ? 1 : 0;
      records.insert(0, "{\"key\":\"" + id + "\",\"answer\":{\"text\":\"" + answer + "\"}}\n");
      dump.append("{\"id\":\"" + id + "\",\"prediction\":\"" + guess + "\"}\n");
    }
    Scores scores = score(dump.toString(), gold(records.toString()), "text_exact_match");
    assertThat(scores.summary().metric("text_exact_match").sum()).isEqualTo(right);
    assertThat(findings).isEmpty();
  }

  @Test
  void tablesAreJoinedByTheirColumn() throws IOException {
    DumpSpec spec =
        gold(
            """
            {"key":1,"answer":{"text":["a c","a b"]}}
            {"key":"x","answer":{"text":"d"}}
            {"key":"ids","answer":{"text":[1,2]}}
            {"key":"none","answer":{"text":null}}
            {"key":"left","answer":{"text":"q"}}
            """);
    String table =
        """
        id,prediction,reference
        1,a b,ignored
        "x",e,
        ids,"[1, 2]",
        none,z,
        stray,z,
        """;
    for (String name : List.of("csv", "tsv")) {
      String rows =
          name.equals("csv") ? table : table.replace("[1, 2]", "[1;2]").replace(',', '\t');
      Scores scores =
          score(rows.replace(';', ','), spec.with(Field.FORMAT, name), "token_edit_distance");
      assertThat(scores.value("token_edit_distance", 0)).isZero();
      assertThat(scores.value("token_edit_distance", 1)).isEqualTo(1);
      assertThat(scores.value("token_edit_distance", 2)).isZero();
      assertThat(scores.summary().metric("token_edit_distance").scored()).isEqualTo(3);
      assertThat(findings)
          .satisfiesExactly(
              first -> assertThat(first).endsWith("gold.jsonl: id stray"),
              second -> assertThat(second).endsWith("gold.jsonl matches no item: id left"));
    }
    assertThatThrownBy(
            () -> score("prediction,k\na,b\n", spec.with(Field.FORMAT, "csv"), "exact_match"))
        .hasMessageContaining("byte 0: no column \"id\". Set Field.ID to one of prediction, k");
  }

  @Test
  void errorsNameFileRecordAndByte() throws IOException {
    DumpSpec twice =
        gold("{\"key\":1,\"answer\":{\"text\":1}}\n{\"key\":1,\"answer\":{\"text\":2}}\n");
    assertThatThrownBy(() -> score("{}", twice, "exact_match"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("gold.jsonl, record 2, byte 37: id \"1\" occurs twice");
    DumpSpec absent = gold("{\"key\":1}\n");
    assertThatThrownBy(() -> score("{}", absent, "exact_match"))
        .hasMessageContaining("record 1, byte 0: no field \"answer.text\". Set Field.GOLD_VALUE");
    DumpSpec broken = gold("{\"key\":1,\"answer\":{\"text\":[1,2}}\n");
    assertThatThrownBy(() -> score("{}", broken, "exact_match"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("record 1, byte 30");
    DumpSpec object = gold("{\"key\":1,\"answer\":{\"text\":{}}}\n");
    assertThatThrownBy(() -> score("{\"id\":1,\"prediction\":\"a\"}", object, "exact_match"))
        .hasMessageContaining("gold.jsonl, record 1, byte 26: expected a text, found an object");
    DumpSpec sound = gold("{\"key\":1,\"answer\":{\"text\":\"a\"}}\n");
    assertThatThrownBy(() -> score("{\"prediction\":\"a\"}", sound, "exact_match"))
        .hasMessageContaining(
            "record 1, byte 0: no field \"id\". The record has \"prediction\". Set Field.ID to its path");
    assertThatThrownBy(() -> score("{}", sound.with(Field.REFERENCE, "r"), "exact_match"))
        .hasMessage("Field.REFERENCE and Field.GOLD_FILE both set the references. Remove one");
    assertThatThrownBy(() -> score("{}", DumpSpec.DEFAULT.with(Field.GOLD_ID, "r"), "exact_match"))
        .hasMessageContaining("Set it");
  }
}
