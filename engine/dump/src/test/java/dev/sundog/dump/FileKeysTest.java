// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.run.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups by what all records of a file share. */
class FileKeysTest {
  @TempDir Path directory;
  private List<String> notes = List.of();

  private Path write(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private List<String> groups(String by, Path... files) {
    DumpSpec spec = DumpSpec.DEFAULT.with(Field.BY, by);
    try (DumpSource source = Dumps.open(List.of(files), spec, BatchLimits.DEFAULT)) {
      notes = source.notes().stream().map(Message::toString).toList();
      Summary summary = Evaluator.of("exact_match").run(source);
      return summary.groups().stream().map(FileKeysTest::group).toList();
    }
  }

  private static String group(GroupSummary group) {
    return String.join("|", group.key()) + ": " + group.metric("exact_match").sum();
  }

  @Test
  void plainRecordsByFileNames() throws IOException {
    Path small = write("tiny-70m.jsonl", "{\"prediction\":[1],\"reference\":[2],\"k\":\"a\"}\n");
    Path large =
        write("tiny-1.4b.jsonl", "{\"prediction\":[1],\"reference\":[1],\"k\":\"a\"}\n".repeat(3));
    assertThat(groups("@file", small, large))
        .containsExactlyInAnyOrder(small + ": 0.0", large + ": 3.0");
    assertThat(groups("@scale,k,@length,@model", small, large))
        .containsExactly("70000000|a|1|tiny-70m: 0.0", "1400000000|a|1|tiny-1.4b: 3.0");
    assertThat(notes)
        .containsExactly(
            "@model is the file name without its extension; @scale is the size in its name");
  }

  @Test
  void tables() throws IOException {
    Path table = write("m-2b.csv.gz.csv", "prediction,reference,k\na,a,x\nb,c,y\n");
    assertThat(groups("@scale,k", table)).containsExactly("2000000000|x: 1.0", "2000000000|y: 0.0");
  }

  @Test
  void nativeDumpsByFileNamesAndStoredKeys() throws IOException {
    Path records =
        write("r.jsonl", "{\"prediction\":[1],\"reference\":[1],\"k\":true}\n".repeat(2));
    Path plain = convert(records, DumpSpec.DEFAULT, "plain-7b.sdog");
    assertThat(groups("@file,@scale", plain)).containsExactly(plain + "|7000000000: 2.0");
    assertThat(notes)
        .containsExactly(
            "@model is the file name without its extension; @scale is the size in its name");
    Path keyed = convert(records, DumpSpec.DEFAULT.with(Field.BY, "k,@model"), "keyed.sdog");
    assertThat(groups("@file,k,@model", keyed))
        .as("the stored model; a boolean as it is written")
        .containsExactly(keyed + "|true|r: 2.0");
    assertThat(groups("@model", keyed)).containsExactly("r: 2.0");
    assertThatThrownBy(() -> groups("@task", keyed)).hasMessageContaining("has no task");
    assertThatThrownBy(() -> groups("other", keyed))
        .hasMessageContaining("has no group key \"other\"");
  }

  private Path convert(Path records, DumpSpec spec, String name) throws IOException {
    Path converted = directory.resolve(name);
    try (DumpSource source = Dumps.open(List.of(records), spec, BatchLimits.DEFAULT);
        NativeDumpWriter writer = NativeDumpWriter.to(converted, source.keyNames())) {
      Evaluator.of(List.of()).withSink(writer).run(source);
      writer.commit();
    }
    return converted;
  }

  @Test
  void analysesOfGltr() throws IOException {
    Path analysis = write("gpt-2b.json", "{\"bpe_strings\":[],\"result\":{\"real_topk\":[[0,1]]}}");
    assertThat(groups("@file,@scale", analysis)).containsExactly(analysis + "|2000000000: 1.0");
  }

  @Test
  void columnsOfParquet() {
    Path table =
        Path.of(System.getProperty("sundog.corpus"), "lighteval/details/org/mini-70m")
            .resolve("2026-11-30T20-00-00.123456")
            .resolve("details_sums_2026-11-30T20-00-00.123456.parquet");
    DumpSpec spec =
        DumpSpec.DEFAULT
            .with(Field.BY, "@file,metric.ok")
            .with(Field.PREDICTION, "model_response.output_tokens.0")
            .with(Field.REFERENCE, "model_response.input_tokens");
    try (DumpSource source = Dumps.open(List.of(table), spec, BatchLimits.DEFAULT)) {
      assertThat(source.format().name()).isEqualTo("parquet");
      assertThat(Evaluator.of("exact_match").run(source).groups())
          .extracting(FileKeysTest::group)
          .containsExactly(table + "|false: 0.0", table + "|true: 0.0");
    }
  }

  @Test
  void fieldsWhoseNamesBeginAlike() throws IOException {
    Path file = write("f.jsonl", "{\"prediction\":[1],\"reference\":[1],\"@model\":\"own\"}\n");
    assertThat(groups("\\@model", file)).containsExactly("own: 1.0");
  }

  @Test
  void errors() throws IOException {
    Path file = write("plain.jsonl", "{\"prediction\":[1],\"reference\":[1]}\n");
    assertThatThrownBy(() -> groups("@size", file))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(
            "\"@size\" in Field.BY is not @file, @model, @task, @scale or @length");
    assertThatThrownBy(() -> groups("@task", file)).hasMessageContaining("plain.jsonl has no task");
    assertThatThrownBy(() -> groups("@scale", file))
        .hasMessageContaining("has no size in its name, such as 7B");
  }
}
