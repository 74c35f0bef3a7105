// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.spec.RecordPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSplitterTest {
  private static final int RECORD_BYTES = 64;
  private static final List<String> RECORDS =
      List.of(
          "{\"x\":[1,{\"]\":\"\\\"}\"}]}", "-1.5e3", "\"a,]\\\\\"", "[]", "[[{}],null]", "true");

  @TempDir Path directory;

  private JsonSplitter splitter(String document, @Nullable String path, int records, int chunkBytes)
      throws IOException {
    Path file = Files.writeString(directory.resolve("document"), document);
    return new JsonSplitter(
        DumpInput.open(file, InputLimits.DEFAULT),
        path == null ? null : RecordPath.parse(path),
        records,
        chunkBytes,
        RECORD_BYTES);
  }

  /** The blocks; their records are checked as their readers do. */
  private static List<RecordBlock> blocks(JsonSplitter splitter) {
    List<RecordBlock> blocks = new ArrayList<>();
    JsonCursor cursor = new JsonCursor();
    try (splitter) {
      for (RecordBlock block = splitter.next(); block != null; block = splitter.next()) {
        for (int i = 0; i < block.count(); i++) {
          cursor.reset(block, i);
          cursor.skip();
          cursor.end();
        }
        blocks.add(block);
      }
    }
    return blocks;
  }

  /** The same records at the same places, wherever chunks and blocks end. */
  @Test
  void everyChunkAndBlockSize() throws IOException {
    String document =
        " {\"before\" : {\"a\":[\"]\"]}, \"a\":[0, {\"b\" : [ "
            + String.join(" ,\n", RECORDS)
            + " ], \"c\":1}, [2] ], \"d\":\"}\" } \n";
    byte[] bytes = document.getBytes(UTF_8);
    for (int chunkBytes = 1; chunkBytes < bytes.length + 2; chunkBytes++) {
      for (int records : new int[] {1, 2, 100}) {
        List<String> read = new ArrayList<>();
        for (RecordBlock block : blocks(splitter(document, "a.1.b", records, chunkBytes))) {
          assertThat(block.count()).isBetween(1, records);
          assertThat(block.firstRecord()).isEqualTo(read.size() + 1);
          for (int i = 0; i < block.count(); i++) {
            int length = block.ends()[i] - block.starts()[i];
            read.add(new String(block.bytes(), block.starts()[i], length, UTF_8));
            assertThat(new String(bytes, (int) block.offset(i), length, UTF_8))
                .isEqualTo(read.getLast());
          }
        }
        assertThat(read).isEqualTo(RECORDS);
      }
    }
  }

  @Test
  void whatStandsAroundTheRecordsIsNotKept() throws IOException {
    String long1 = "\"" + "x".repeat(1_000_000) + "\"";
    String document = "{\"before\":" + long1 + ",\"a\":[1,2],\"behind\":[" + long1 + "]}";
    List<RecordBlock> blocks = blocks(splitter(document, "a", 100, 1024));
    assertThat(blocks).hasSize(1);
    assertThat(blocks.get(0).bytes()).hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @CsvSource({"a, '{\"a\":[1,%s]}', 2, 8", "a, '{%s:1,\"a\":[1]}', 0, 1", ", %s, 1, 0"})
  void longPiecesAreRefused(@Nullable String path, String document, long record, long offset) {
    String piece = "\"" + "x".repeat(RECORD_BYTES) + "\"";
    for (int chunkBytes : new int[] {1, 16, 1024}) {
      assertThatThrownBy(() -> blocks(splitter(document.formatted(piece), path, 100, chunkBytes)))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining(
              (record > 0 ? ", record " + record : "document") + ", byte " + offset)
          .hasMessageContaining("a record of more than 64 bytes");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":[1,{"x":[2}]}        | 15 | expected ',' or ']'
          {"a":[1,"x                | 10 | unterminated string
          {"a":[1,[2                | 10 | unexpected end of document
          {"a":[1 2]}               | 8  | expected ',' or ']'
          {"a":[1]} x               | 10 | unexpected text after the document
          {"a":[1],"a":[2]}         | 13 | duplicate key "a"
          {"a":[,1]}                | 6  | expected a JSON value
          {"b":[1]}                 | 9  | no field "a"
          {"b":{"x":1 "y":2},"a":[]} | 12 | expected ',' or '}'
          {"b":{"x":1,{}},"a":[]}   | 12 | expected a key
          {"b":[1,],"a":[]}         | 8  | expected a JSON value
          {"b":"\\x","a":[]}        | 7  | unknown escape sequence in a string
          {"b":["\\u00e"],"a":[]}   | 12 | expected four hexadecimal digits after \\u
          {"b":[01],"a":[]}         | 6  | a number must not have a leading zero
          {"a":[1],"b":[{"c" 1}]}   | 19 | expected ':'
          {"a":[1],"b":[1,[2 3]]}   | 19 | expected ',' or ']'
          {"a":{"b":1}}             | 5  | field "a" is not an array of records
          {a:[1]}                   | 1  | expected a key
          {"a"[1]}                  | 4  | expected ':'
          """)
  void errorsAreLocated(String document, long offset, String reason) {
    for (int chunkBytes : new int[] {1, 3, 1024}) {
      assertThatThrownBy(() -> blocks(splitter(document, "a", 100, chunkBytes)))
          .isInstanceOfSatisfying(
              MalformedDumpException.class,
              malformed -> {
                assertThat(malformed.reason()).isEqualTo(reason);
                assertThat(malformed.offset()).isEqualTo(offset);
              });
    }
  }
}
