// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON files of results; errors name the file. */
public final class JsonFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @param file a JSON document
   * @param meaning converts the document; may throw {@link IllegalArgumentException}
   * @throws IOException if the file cannot be read, is not JSON, or cannot be converted; the
   *     message names the file, and the line of a syntax error
   */
  public static <T> T read(Path file, Function<JsonNode, T> meaning) throws IOException {
    String document = Files.readString(file);
    try {
      return meaning.apply(MAPPER.readTree(document));
    } catch (JacksonException e) {
      throw new IOException(file + ": " + e.getOriginalMessage() + place(e), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a document, indented, with a line feed at its end.
   *
   * @param value a tree, or records, maps and lists
   * @throws IOException if the file cannot be written
   */
  public static void write(Object value, Path file) throws IOException {
    Files.writeString(file, MAPPER.writeValueAsString(value) + "\n");
  }

  private static String place(JacksonException e) {
    var at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }
}
