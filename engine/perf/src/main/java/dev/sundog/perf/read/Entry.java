// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of a result file; what is missing or of another type is an error with its place.
 *
 * @param file the file
 * @param record number of the benchmark from 1, or 0
 * @param path path of the object within the record, empty for the record
 * @param node the object
 */
record Entry(ResultFile file, long record, String path, JsonNode node) {
  /** The document. */
  static Entry of(ResultFile file) {
    return new Entry(file, 0, "", file.json());
  }

  /** The objects of a document that is an array. */
  static List<Entry> all(ResultFile file, JsonNode array) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode node : array) {
      entries.add(new Entry(file, entries.size() + 1L, "", node));
    }
    return entries;
  }

  /** The objects of an array. */
  List<Entry> list(String field) {
    if (!required(field).isArray()) {
      throw wrong(field, "an array");
    }
    return all(file, node.get(field));
  }

  /** An object. */
  Entry child(String field) {
    return new Entry(file, record, path + field + ".", required(field));
  }

  /** Whether there is a field that is not null. */
  boolean has(String field) {
    return node.hasNonNull(field);
  }

  /** A text. */
  String text(String field) {
    JsonNode value = required(field);
    if (!value.isString()) {
      throw wrong(field, "a text");
    }
    return value.asString();
  }

  /** A number, or one of the texts {@code NaN} and {@code Infinity}. */
  double number(String field) {
    return number(required(field), field);
  }

  /** The numbers of an array. */
  double[] numbers(String field) {
    return numbers(required(field), field);
  }

  /** The numbers of an array that belongs to a field. */
  double[] numbers(JsonNode array, String field) {
    if (!array.isArray()) {
      throw wrong(field, "an array of numbers");
    }
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(array.get(i), field);
    }
    return values;
  }

  /** A number that belongs to a field. */
  double number(JsonNode value, String field) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    if (value.isString() && value.asString().matches("[+-]?(NaN|Infinity|∞)")) {
      return Double.NaN;
    }
    throw wrong(field, "a number");
  }

  /** The members of an object as text; nothing if it is missing. */
  SortedMap<String, String> texts(String field) {
    SortedMap<String, String> texts = new TreeMap<>();
    JsonNode object = node.path(field);
    if (object.isObject()) {
      object
          .propertyStream()
          .forEach(member ->
              texts.put(
                  member.getKey(),
                  member.getValue().isValueNode()
                      ? member.getValue().asString()
                      : member.getValue().toString()));
    }
    return texts;
  }

  /** A member, whatever its type. */
  JsonNode required(String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw file.error(record, "no field \"" + path + field + "\"");
    }
    return value;
  }

  private RuntimeException wrong(String field, String kind) {
    String found = node.path(field).toString();
    return file.error(
        record,
        "\"%s%s\" must be %s, found %s"
            .formatted(
                path, field, kind, found.length() > 40 ? found.substring(0, 40) + "…" : found));
  }
}
