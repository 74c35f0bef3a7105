// SPDX-License-Identifier: Apache-2.0
package dev.sundog.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.text.JsonWriter.Layout;
import dev.sundog.text.JsonWriter.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {
  private static String written(Style style, Consumer<JsonWriter> document) {
    StringBuilder text = new StringBuilder();
    document.accept(JsonWriter.to(text, style));
    return text.toString();
  }

  private static void example(JsonWriter json) {
    json.object(Layout.LINES).field("a", 1).name("b").array();
    json.value(1.0).value(0.5).value(Double.NaN).value(true).nothing().end();
    json.name("c").object(Layout.LINES).end().name("d").array().end();
    json.name("e").array().object(Layout.LINES).field("f", "x").end().end().end().newline();
  }

  @Test
  void everyStyleHasItsLayout() {
    assertThat(written(Style.SUMMARY, JsonWriterTest::example))
        .isEqualTo(
            """
            {
              "a": 1,
              "b": [1, 0.5, null, true, null],
              "c": {
              },
              "d": [],
              "e": [{
                "f": "x"
              }]
            }
            """);
    assertThat(written(Style.COMPACT, json -> json.object().field("a", 1.0).field("b", -2).end()))
        .isEqualTo("{\"a\":1.0,\"b\":-2}");
    assertThat(written(Style.LINE, json -> json.array().value(1e15).value(-0.0).end()))
        .isEqualTo("[1.0E15,0]");
  }

  /** The files of comparisons were written by Jackson's pretty printer. */
  @Test
  void thePaddedStyleIsThatOfJackson() {
    String text = written(Style.PADDED, JsonWriterTest::example);
    JsonNode tree = JsonMapper.shared().readTree(text);
    assertThat(text)
        .isEqualTo(
            JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n");
  }

  @Test
  void anyStringReadsBackTheSame() {
    SplittableRandom random = new SplittableRandom(11);
    for (Style style : Style.values()) {
      for (int round = 0; round < 200; round++) {
        StringBuilder any = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
          any.appendCodePoint(
              random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0xE000, 0x110000));
        }
        String json = written(style, out -> out.value(any.toString()));
        assertThat(JsonMapper.shared().readTree(json).stringValue()).isEqualTo(any.toString());
      }
    }
  }

  @Test
  void whatCouldActIsEscaped() {
    assertThat(written(Style.LINE, json -> json.value("</script>\u2028\n\"\\\ud800x")))
        .isEqualTo("\"\\u003c/script>\\u2028\\u000a\\\"\\\\\\ud800x\"");
    assertThat(written(Style.COMPACT, json -> json.value("<\udc00\ud83d\ude00")))
        .isEqualTo("\"<\\udc00\ud83d\ude00\"");
  }

  @Test
  void numbersReadBackTheSame() {
    SplittableRandom random = new SplittableRandom(12);
    for (int round = 0; round < 1000; round++) {
      double value = Double.longBitsToDouble(random.nextLong());
      for (Style style : Style.values()) {
        String json = written(style, out -> out.value(value));
        assertThat(json)
            .isEqualTo(Double.isFinite(value) ? json : "null")
            .satisfies(text -> {
              if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(text)).isEqualTo(value);
              }
            });
      }
    }
  }

  @Test
  void aStreamGetsTheSameBytes() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    JsonWriter json = JsonWriter.to(stream, Style.COMPACT).array();
    StringBuilder expected = new StringBuilder("[");
    for (int i = 0; i < 50_000; i++) {
      json.value("\u00e9" + i);
      expected.append(i == 0 ? "" : ",").append("\"\u00e9").append(i).append('"');
    }
    json.end().flush();
    assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(expected.append(']').toString());
  }

  @Test
  void deepNestingAndMisuse() {
    int deep = 100;
    String text =
        written(
            Style.COMPACT,
            json -> {
              for (int i = 0; i < deep; i++) {
                json.array();
              }
              for (int i = 0; i < deep; i++) {
                json.end();
              }
            });
    assertThat(text).isEqualTo("[".repeat(deep) + "]".repeat(deep));
    JsonWriter json = JsonWriter.to(new StringBuilder(), Style.COMPACT);
    assertThatThrownBy(json::end).isInstanceOf(IllegalStateException.class);
    json.object();
    assertThatThrownBy(json::newline).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBrokenStreamIsAnError() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("full");
          }
        };
    JsonWriter json = JsonWriter.to(broken, Style.COMPACT).value(1);
    assertThatThrownBy(json::flush).isInstanceOf(UncheckedIOException.class);
  }
}
