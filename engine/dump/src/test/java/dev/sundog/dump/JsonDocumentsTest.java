// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.run.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON values in any layout: the same records, the same scores. */
class JsonDocumentsTest {
  private static final DumpSpec JSON = DumpSpec.DEFAULT.with(Field.FORMAT, "json");

  @TempDir Path directory;
  private String format = "";

  private Summary score(String content, DumpSpec spec, int chunk) throws IOException {
    Path dump = Files.writeString(directory.resolve("dump"), content);
    BatchLimits limits = BatchLimits.DEFAULT.withBatchItems(chunk);
    try (DumpSource source = Dumps.open(List.of(dump), spec, limits)) {
      format = source.format().name();
      return Evaluator.of("exact_match", "token_edit_distance").run(source);
    }
  }

  private static String record(int item, String space) {
    return "{SP`prediction`:SP[1,SP%d],SP`reference`:[1,2],SP`x`:{`y`:[`]}`,null]}SP}"
        .replace('`', '"')
        .replace("SP", space)
        .formatted(item % 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "\r\n\t ", "\n\n"})
  void valuesOneAfterTheOther(String between) throws IOException {
    StringBuilder joined = new StringBuilder(between);
    StringBuilder pretty = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int item = 0; item < 100; item++) {
      plain.append(record(item, "")).append('\n');
      joined.append(record(item, "")).append(between);
      pretty.append(record(item, "\n  ")).append(between);
    }
    String lines = plain.toString();
    String expected = score(lines, DumpSpec.DEFAULT, 1000).toJson();
    assertThat(format).isEqualTo("jsonl");
    for (int chunk : new int[] {1, 7, 1000}) {
      assertThat(score(joined.toString(), JSON, chunk).toJson()).isEqualTo(expected);
      assertThat(score(pretty.toString(), DumpSpec.DEFAULT, chunk).toJson()).isEqualTo(expected);
      assertThat(format).isEqualTo("json");
    }
  }

  @Test
  void errors() {
    String two = record(1, "") + record(2, "");
    assertThatThrownBy(() -> score(two, DumpSpec.DEFAULT, 10))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining(
            "record 1, byte "
                + record(1, "").length()
                + ": unexpected text after the record. Set"
                + " Field.FORMAT to json for records that share a line or span several");
    assertThatThrownBy(() -> score(two + "}", JSON, 10))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("byte " + two.length() + ": ");
    assertThatThrownBy(() -> score(two + "{\"prediction\":", JSON, 10))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("unexpected end of document");
    assertThatThrownBy(() -> score("[" + record(1, "") + "] " + record(1, ""), JSON, 10))
        .hasMessageContaining("unexpected text after the document");
    assertThatThrownBy(() -> score(" \n ", JSON, 10)).hasMessageContaining("it holds no records");
  }
}
