// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.MalformedDumpException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A file to read, whole in memory.
 *
 * @param path its path
 * @param text its content
 * @param json the JSON document, missing if the content is no JSON
 */
record ResultFile(Path path, String text, JsonNode json) {
  /** Largest size in bytes. */
  static final long MOST_BYTES = 256L << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads a file.
   *
   * @throws MalformedDumpException if it is too large, no text, or damaged JSON
   * @throws IOException if it cannot be read
   */
  static ResultFile of(Path path) throws IOException {
    long size = Files.size(path);
    if (size > MOST_BYTES) {
      throw new MalformedDumpException(
          path.toString(), 0, -1, size + " bytes are more than a result file may have: 256 MiB");
    }
    byte[] bytes = Files.readAllBytes(path);
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedDumpException(path.toString(), 0, -1, "the content is not UTF-8");
    }
    if (text.startsWith("\ufeff")) {
      text = text.substring(1);
    }
    if (!text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[")) {
      return new ResultFile(path, text, MissingNode.getInstance());
    }
    try {
      return new ResultFile(path, text, MAPPER.readTree(text));
    } catch (JacksonException e) {
      throw damaged(path, text, e);
    }
  }

  private static MalformedDumpException damaged(Path path, String text, JacksonException e) {
    var at = e.getLocation();
    long chars = at == null ? -1 : at.getCharOffset();
    long offset =
        chars < 0
            ? -1
            : text.substring(0, (int) Math.min(chars, text.length())).getBytes(UTF_8).length;
    String what = e.getOriginalMessage();
    return new MalformedDumpException(
        path.toString(),
        0,
        offset,
        what.startsWith("Trailing token")
            ? "a second JSON document begins here; a result file has one"
            : "damaged JSON: " + what);
  }

  /** The name of the file in messages. */
  String name() {
    return path.toString();
  }

  /**
   * An error of this file.
   *
   * @param record number of the benchmark from 1, or 0
   */
  MalformedDumpException error(long record, String reason) {
    return new MalformedDumpException(name(), record, -1, reason);
  }
}
