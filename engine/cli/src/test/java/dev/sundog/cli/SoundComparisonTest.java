// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Score files with statuses, values that are not finite, one item, and extreme p-values. */
class SoundComparisonTest {
  private static final String HEAD = "item,id,exact_match,exact_match_status\n";

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private JsonNode compared(Path base, Path candidate, String... more) {
    Path summary = folder.resolve("summary.json");
    CommandResult result =
        CommandResult.by(
            "compare", base.toString(), candidate.toString(), "--summary", summary.toString());
    assertThat(result.code()).as(result.err()).isZero();
    for (String text : more) {
      assertThat(result.out()).contains(text);
    }
    return JsonMapper.shared().readTree(summary.toFile()).at("/comparisons/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,a,NaN,SCORED|score \"exact_match\" is NaN, but SCORED",
        "0,a,,SCORED|score \"exact_match\" is missing, but SCORED",
        "0,a,Infinity,SCORED|score \"exact_match\" is Infinity, but SCORED",
        "0,a,1,DONE|the status \"DONE\". Use one of [SCORED, SKIPPED_EMPTY",
        "0,a,x,SCORED|score \"exact_match\": \"x\" is not a number",
      })
  void rowsThatContradictThemselvesAreErrors(String row, String reason) throws IOException {
    Path sound = write("sound.csv", HEAD + "0,a,1,SCORED\n");
    Path bad = write("bad.csv", HEAD + row + "\n");
    CommandResult result = CommandResult.by("compare", sound.toString(), bad.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("bad.csv, record 1, byte ").contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"x\"|score \"exact_match\" is \"x\", not a number",
        "true|score \"exact_match\" is true, not a number",
        "1e999|score \"exact_match\"",
        "null|the status \"\"",
      })
  void linesThatContradictThemselvesAreErrors(String value, String reason) throws IOException {
    String line = "{\"item\":0,\"id\":\"a\",\"scores\":{\"exact_match\":%s}}\n";
    Path sound = write("sound.jsonl", line.formatted("1"));
    Path bad = write("bad.jsonl", line.formatted(value));
    CommandResult result = CommandResult.by("compare", sound.toString(), bad.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("bad.jsonl, record 1, byte ").contains(reason);
  }

  @Test
  void itemsWithoutAScoreAreCounted() throws IOException {
    Path base = write("base.csv", HEAD + "0,a,1,SCORED\n1,b,5,SKIPPED_EMPTY\n2,c,0,SCORED\n");
    Path candidate = write("new.csv", HEAD + "0,a,1,SCORED\n1,b,1,SCORED\n2,c,1,SCORED\n");
    JsonNode only =
        compared(base, candidate, "exact_match: 1 item without a score on one side left out");
    assertThat(only.get("n").intValue()).isEqualTo(2);
    assertThat(only.get("dropped").intValue()).isEqualTo(1);
  }

  @Test
  void oneItemHasNoInterval() throws IOException {
    JsonNode only =
        compared(
            write("base.csv", HEAD + "0,a,1,SCORED\n"), write("new.csv", HEAD + "0,a,0,SCORED\n"));
    assertThat(only.get("difference").doubleValue()).isEqualTo(-1);
    assertThat(only.get("low").isNull()).isTrue();
    assertThat(only.get("high").isNull()).isTrue();
  }

  @Test
  void anOverflowHasNeitherIntervalNorP() throws IOException {
    String head = "item,id,token_edit_distance,token_edit_distance_status\n";
    JsonNode only =
        compared(
            write("base.csv", head + "0,a,1.5e308,SCORED\n1,b,1.5e308,SCORED\n"),
            write("new.csv", head + "0,a,-1.5e308,SCORED\n1,b,-1.5e308,SCORED\n"),
            "token_edit_distance: the difference is above the range of float64: no interval, no p");
    assertThat(only.get("p").isNull()).isTrue();
    assertThat(only.get("low").isNull()).isTrue();
  }

  @Test
  void aPBelowTheSmallestDoubleIsCarriedAsItsLogarithm() throws IOException {
    StringBuilder base = new StringBuilder(HEAD);
    StringBuilder candidate = new StringBuilder(HEAD);
    for (int item = 0; item < 4000; item++) {
      base.append(item).append(",i").append(item).append(",1,SCORED\n");
      candidate.append(item).append(",i").append(item).append(",0,SCORED\n");
    }
    JsonNode only =
        compared(
            write("base.csv", base.toString()), write("new.csv", candidate.toString()), "< 1e-300");
    assertThat(only.get("log10_p").doubleValue()).isCloseTo(-3999 * Math.log10(2), within(1e-9));
  }
}
