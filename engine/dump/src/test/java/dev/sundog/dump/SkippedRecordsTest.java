// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.ErrorBudget;
import dev.sundog.dump.spec.Field;
import dev.sundog.run.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkippedRecordsTest {
  private static final DumpSpec SKIP =
      DumpSpec.DEFAULT.with(Field.ON_ERROR, "skip").with(Field.MAX_ERRORS, "50%");

  @TempDir Path directory;
  private List<String> findings = List.of();

  private Summary score(String content, DumpSpec spec, int threads) throws IOException {
    Path dump = Files.writeString(directory.resolve("dump"), content);
    BatchLimits small = BatchLimits.DEFAULT.withBatchItems(7);
    try (DumpSource source = Dumps.open(List.of(dump), spec, small)) {
      source.metrics();
      Summary summary =
          Evaluator.of("exact_match", "token_edit_distance").withThreads(threads).run(source);
      findings = source.findings().stream().map(Message::toString).toList();
      return summary;
    }
  }

  private static String good(int item) {
    return "{\"id\":\"" + item + "\",\"prediction\":[1," + item % 3 + "],\"reference\":[1,2]}\n";
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void theOtherRecordsScoreAsIfAlone(int threads) throws IOException {
    List<String> bad =
        List.of(
            "{\"prediction\":[1],\"reference\":\n",
            "{\"prediction\":\"\\ud83d\",\"reference\":\"x\"}\n",
            "{\"prediction\":[1],\"reference\":[2],\"logprobs\":[-1,2]}\n",
            "{\"reference\":[1]}\n",
            "[[\n",
            "{\"prediction\":[5],\"reference\":[[1],[2],\"x\"]}\n");
    StringBuilder mixed = new StringBuilder();
    StringBuilder alone = new StringBuilder();
    for (int item = 0; item < 200; item++) {
      mixed.append(good(item));
      alone.append(good(item));
      if (item % 4 == 1) {
        mixed.append(bad.get(item / 4 % bad.size()));
      }
    }
    String expected = score(alone.toString(), SKIP, threads).toJson();
    assertThat(findings).isEmpty();
    assertThat(score(mixed.toString(), SKIP, threads).toJson()).isEqualTo(expected);
    assertThat(findings).hasSize(21);
    assertThat(findings.getFirst())
        .isEqualTo("left out 50 of 250 records, which are malformed; the first 20:");
    assertThat(findings.get(1)).matches("  .*dump, record 3, byte \\d+: unexpected end of record");
    assertThat(findings.get(20)).contains("record 98,");
  }

  @Test
  void aFirstRecordThatIsMalformed() throws IOException {
    assertThat(score("{\"prediction\"\n" + good(2), SKIP, 2).items()).isEqualTo(1);
    assertThat(findings).hasSize(2);
  }

  @Test
  void rowsOfATable() throws IOException {
    DumpSpec spec = SKIP.with(Field.FORMAT, "csv");
    assertThat(score("prediction,reference\na,a\nb\nc,\"d\"\n", spec, 2).items()).isEqualTo(2);
    assertThat(findings.get(1)).contains("record 2, byte 25: 1 fields, but the header has 2");
  }

  @Test
  void tooManyAreAnErrorAtTheFirst() {
    String dump = good(1) + "x\n" + good(2) + "x\n";
    DumpSpec one = SKIP.with(Field.MAX_ERRORS, "1");
    assertThatThrownBy(() -> score(dump, one, 2))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("record 2, byte 48: 2 of 4 records are malformed, more than")
        .hasMessageContaining("Field.MAX_ERRORS 1. The first one: ");
    assertThatThrownBy(() -> score(dump, SKIP.with(Field.MAX_ERRORS, null), 2))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("Field.MAX_ERRORS 1%");
  }

  @Test
  void stopIsTheDefault() {
    for (DumpSpec spec : List.of(DumpSpec.DEFAULT, DumpSpec.DEFAULT.with(Field.ON_ERROR, "stop"))) {
      assertThatThrownBy(() -> score(good(1) + "x\n", spec, 1))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageContaining("record 2, byte 48");
    }
  }

  @Test
  void settingsThatDoNotApply() {
    DumpSpec most = DumpSpec.DEFAULT.with(Field.MAX_ERRORS, "3");
    assertThatThrownBy(() -> score(good(1), most, 1))
        .hasMessage("Field.MAX_ERRORS applies only with Field.ON_ERROR skip");
    DumpSpec text = SKIP.with(Field.FORMAT, "text").with(Field.REFERENCE, "x");
    assertThatThrownBy(() -> score("a\n", text, 1))
        .hasMessageContaining("format text does not use Field.ON_ERROR");
    for (String wrong : List.of("", "-1", "101%", "x", "1.5", "1 %")) {
      assertThatThrownBy(() -> DumpSpec.DEFAULT.with(Field.MAX_ERRORS, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not a number of records such as 20, or a share such as 1%");
    }
  }

  @ParameterizedTest
  @CsvSource({"1%, 1, 3, true", "1%, 2, 199, false", "1%, 2, 200, true", "0, 1, 1000, false"})
  void budgets(String text, long skipped, long records, boolean allowed) {
    assertThat(ErrorBudget.parse(text).allows(skipped, records)).isEqualTo(allowed);
    assertThat(ErrorBudget.parse(text)).hasToString(text);
  }

  @Test
  void textFormsOfBudgets() {
    List<String> forms = new ArrayList<>();
    for (String text : List.of("20", "0.5%", "100%", "0.001%")) {
      forms.add(ErrorBudget.parse(text).toString());
    }
    assertThat(forms).containsExactly("20", "0.5%", "100%", "0.001%");
  }
}
