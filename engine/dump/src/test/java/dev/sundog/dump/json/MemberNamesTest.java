// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberNamesTest {
  @Test
  void theNearestNameAndAllNames() {
    assertThat(hint("predicton", "{\"id\": [1, {\"x\": 2}], \"prediction\": \"a\\\"b\"}"))
        .isEqualTo("Did you mean \"prediction\"? The record has \"id\", \"prediction\". ");
  }

  @Test
  void nothingForOtherValues() {
    assertThat(hint("a", "[1]")).isEmpty();
    assertThat(hint("a", "{}")).isEmpty();
    assertThat(hint("a", "7")).isEmpty();
  }

  @Test
  void manyAndLongNamesAreCut() {
    String members =
        IntStream.range(0, 23)
            .mapToObj(i -> "\"" + i + "x".repeat(60) + "\": 0")
            .collect(Collectors.joining(", ", "{", "}"));
    assertThat(hint("a", members))
        .startsWith("The record has \"0" + "x".repeat(39) + "…\", \"1x")
        .endsWith("x…\" and 3 more. ");
  }

  private static String hint(String path, String record) {
    byte[] bytes = record.getBytes(UTF_8);
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes, 0, bytes.length, "test", 1, 0);
    return MemberNames.hint(path, cursor);
  }
}
