// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.spec.RecordPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemOutcomesTest {
  @TempDir private Path folder;

  @Test
  void numbersTruthsAndLabelsInAnyOrderOfMembers() throws IOException {
    List<ItemOutcome> items =
        read(
            """
            {"id":"0","family":"net","scale":350e6,"value":0.25}
            {"value":null,"scale":"1.3B"}

            {"value":true,"more":{"value":3},"scale":2,"family":null}
            {"scale":3,"value":[true,0,1,false]}
            """);
    assertThat(items).hasSize(4);
    assertThat(items.get(0).family()).isEqualTo("net");
    assertThat(items.get(0).scale()).isEqualTo(350e6);
    assertThat(items.get(0).outcome()).isEqualTo(new ItemOutcome.Figure(0.25));
    assertThat(items.get(1).scale()).isEqualTo(1.3e9);
    assertThat(items.get(1).outcome()).isEqualTo(new ItemOutcome.Figure(Double.NaN));
    assertThat(items.get(2).family()).isEmpty();
    assertThat(items.get(2).outcome()).isEqualTo(new ItemOutcome.Right(true));
    assertThat(items.get(2).record()).isEqualTo(4);
    assertThat(items.get(3).outcome())
        .isInstanceOfSatisfying(
            ItemOutcome.Labels.class,
            labels -> assertThat(labels.right()).containsExactly(true, false, true, false));
  }

  @Test
  void aPathLeadsInsideAndGzipIsInflated() throws IOException {
    Path file = folder.resolve("items.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "{\"key\":{\"params\":\"6B\"},\"scores\":{\"token_error_rate\":0.5}}\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    List<ItemOutcome> items = new ArrayList<>();
    new ItemOutcomes(
            RecordPath.parse("family"),
            RecordPath.parse("key.params"),
            RecordPath.parse("scores.token_error_rate"))
        .read(file, InputLimits.DEFAULT, items::add);
    assertThat(items).singleElement().satisfies(item -> assertThat(item.scale()).isEqualTo(6e9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'value':1}|no field \"scale\"|0",
        "{'scale':null,'value':1}|no field \"scale\"|0",
        "{'scale':1}|no field \"value\"|0",
        "{'scale':0,'value':1}|is not a finite number above 0|9",
        "{'scale':'large','value':1}|\"large\" is not a finite number|9",
        "{'scale':1,'value':[]}|no labels|19",
        "{'scale':1,'value':[true,2]}|true, false, 1 or 0|25",
        "{'scale':1,'value':1e999}|range|19",
        "{'scale':1,'value':1}x|after the record|21",
        "{'scale':1,'value':|unexpected end of record|19",
        "[1,2]|no field \"value\"|0"
      })
  void aRecordThatIsNoneIsLocated(String record, String reason, long offset) {
    String before = "{\"scale\":1,\"value\":1}\n";
    assertThatThrownBy(() -> read(before + record.replace('\'', '"') + "\n"))
        .isInstanceOfSatisfying(
            MalformedDumpException.class,
            malformed -> {
              assertThat(malformed).hasMessageContaining(reason).hasMessageContaining("record 2");
              assertThat(malformed.offset()).isEqualTo(before.length() + offset);
            });
  }

  @Test
  void anEmptyDumpAndHostileSizesAreRefused() {
    assertThatThrownBy(() -> read("\n\n")).hasMessageContaining("no records");
    String labels = "true,".repeat(ItemOutcomes.MOST_LABELS) + "true";
    assertThatThrownBy(() -> read("{\"scale\":1,\"value\":[" + labels + "]}"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("labels");
    assertThatThrownBy(
            () -> read("{\"scale\":1,\"value\":1}", InputLimits.DEFAULT.withRecordBytes(10)))
        .isInstanceOf(LimitExceededException.class);
  }

  private List<ItemOutcome> read(String text) throws IOException {
    return read(text, InputLimits.DEFAULT);
  }

  private List<ItemOutcome> read(String text, InputLimits limits) throws IOException {
    Path file = Files.writeString(folder.resolve("items.jsonl"), text);
    List<ItemOutcome> items = new ArrayList<>();
    new ItemOutcomes(
            RecordPath.parse("family"), RecordPath.parse("scale"), RecordPath.parse("value"))
        .read(file, limits, items::add);
    return items;
  }
}
