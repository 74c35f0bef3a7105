// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.mutation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Readings of JSON by Jackson. */
final class JsonReadings {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** Half a character in an ignored part is no error of ours. */
  private static final String SURROGATE = "\\ud83d";

  private JsonReadings() {}

  /** How the parts of a record are found. */
  interface RecordReading {
    /** The reading of a record. */
    Reading of(JsonNode record);
  }

  /** Records whose prediction and references are at JSON pointers. */
  static RecordReading at(String prediction, String reference) {
    return record -> of(record.at(prediction), record.at(reference));
  }

  /** A record per line; null if one is not JSON. */
  static @Nullable List<Reading> lines(String file, RecordReading reader) {
    List<Reading> readings = new ArrayList<>();
    for (String line : LineReadings.linesOf(file)) {
      if (!line.matches("[ \\t\\r]*")) {
        JsonNode record = parse(line);
        if (record == null) {
          return null;
        }
        readings.add(reader.of(record));
      }
    }
    return readings;
  }

  /** Values one after the other; null if one is not JSON. */
  static @Nullable List<Reading> values(String file, RecordReading reader) {
    List<Reading> readings = new ArrayList<>();
    try (MappingIterator<JsonNode> values =
        JSON.readerFor(JsonNode.class).readValues(file.replace(SURROGATE, "half"))) {
      while (values.hasNext()) {
        readings.add(reader.of(values.next()));
      }
    } catch (JacksonException e) {
      return null;
    }
    return readings;
  }

  /** The elements of an array at a pointer of a document; null if it is not JSON. */
  static @Nullable List<Reading> elements(String file, String pointer, RecordReading reader) {
    JsonNode document = parse(file);
    JsonNode array = document == null ? MissingNode.getInstance() : document.at(pointer);
    if (!array.isArray()) {
      return null;
    }
    List<Reading> readings = new ArrayList<>();
    array.forEach(element -> readings.add(reader.of(element)));
    return readings;
  }

  static @Nullable JsonNode parse(String text) {
    try {
      return JSON.readTree(text.replace(SURROGATE, "half"));
    } catch (JacksonException e) {
      return null;
    }
  }

  /** The reading of a prediction and of references. */
  static Reading of(JsonNode prediction, JsonNode references) {
    List<JsonNode> each = new ArrayList<>();
    if (references.isArray() && !references.isEmpty() && !references.get(0).isNumber()) {
      references.forEach(each::add);
    } else if (!references.isNull() && !references.isMissingNode()) {
      each.add(references);
    }
    List<List<?>> tokens = new ArrayList<>();
    for (JsonNode reference : each) {
      List<?> read = tokens(reference);
      if (read == null) {
        return Reading.UNKNOWN;
      }
      tokens.add(read);
    }
    if (prediction.isNull() || prediction.isMissingNode()) {
      return new Reading(null, tokens, true);
    }
    List<?> predicted = tokens(prediction);
    return predicted == null ? Reading.UNKNOWN : new Reading(predicted, tokens, true);
  }

  /** Words of a text, or ids of an array; null for numbers, whose text is not kept. */
  private static @Nullable List<?> tokens(JsonNode node) {
    if (node.isString()) {
      return Reading.words(node.asString());
    }
    if (!node.isArray() || node.isEmpty()) {
      return null;
    }
    List<BigInteger> ids = new ArrayList<>();
    for (JsonNode id : node) {
      if (!id.isIntegralNumber()) {
        return null;
      }
      ids.add(id.bigIntegerValue());
    }
    return ids;
  }
}
