// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.csv;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.Setting;
import dev.sundog.dump.bytes.Utf8;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns of a table that are read, by their indices; −1 for none. */
final class CsvColumns {
  /** Stands for the number of tokens of the reference. */
  static final int LENGTH = -2;

  private static final int NONE = -1;

  private final RecordBlock header;
  private final List<String> names = new ArrayList<>();
  final List<Integer> references;
  final List<Integer> by = new ArrayList<>();
  final int prediction;
  final int logprobs;
  final int id;

  /**
   * The columns that a header and a spec name.
   *
   * @throws MalformedDumpException if the header is malformed, lacks a column, or names one twice
   *     that can occur once
   */
  CsvColumns(RecordBlock header, char delimiter, DumpSpec spec) {
    this.header = header;
    CsvRow row = new CsvRow(delimiter);
    int from = header.starts()[0];
    int unsound = Utf8.firstInvalid(header.bytes(), from, header.ends()[0]);
    if (unsound >= 0) {
      throw malformed(unsound, Message.literal("this is not UTF-8"));
    }
    int fault = row.split(header.bytes(), from, header.ends()[0]);
    if (fault >= 0) {
      throw malformed(fault, Message.literal(row.fault()));
    }
    for (int column = 0; column < row.count(); column++) {
      names.add(row.text(column).strip());
    }
    boolean joined = spec.givesAny(Field.GOLD_FILES);
    references = joined ? List.of() : all(spec, Field.REFERENCE);
    prediction = one(spec, Field.PREDICTION);
    logprobs = one(spec, Field.LOGPROBS);
    id = one(spec, Field.ID);
    for (String key : spec.by()) {
      by.add(
          key.equals(DumpSpec.LENGTH)
              ? LENGTH
              : spec.fileKey(key) == null ? single(key, Field.BY) : NONE);
    }
    checkOutputs(joined);
  }

  /** Number of columns. */
  int count() {
    return names.size();
  }

  private List<Integer> all(DumpSpec spec, Field field) {
    String given = spec.text(field);
    List<Integer> found = indices(given == null ? field.name().toLowerCase(Locale.ROOT) : given);
    if (found.isEmpty() && given != null) {
      throw absent(given, field);
    }
    return found;
  }

  private int one(DumpSpec spec, Field field) {
    List<Integer> found = all(spec, field);
    if (found.size() > 1) {
      throw twice(names.get(found.get(0)));
    }
    return found.isEmpty() ? NONE : found.get(0);
  }

  private int single(String name, Field field) {
    List<Integer> found = indices(name);
    if (found.isEmpty()) {
      throw absent(name, field);
    }
    if (found.size() > 1) {
      throw twice(name);
    }
    return found.get(0);
  }

  private List<Integer> indices(String name) {
    List<Integer> found = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      if (names.get(column).equals(name)) {
        found.add(column);
      }
    }
    return found;
  }

  private void checkOutputs(boolean joined) {
    if (prediction == NONE && logprobs == NONE) {
      throw absent("prediction", Field.PREDICTION);
    }
    if (joined && id == NONE) {
      throw absent("id", Field.ID);
    }
    if (!joined && prediction != NONE && references.isEmpty() && logprobs == NONE) {
      throw absent("reference", Field.REFERENCE);
    }
  }

  private MalformedDumpException absent(String name, Setting field) {
    return malformed(
        header.starts()[0],
        Message.of("no column \"{}\". Set {} to one of {}", name, field, String.join(", ", names)));
  }

  private MalformedDumpException twice(String name) {
    return malformed(
        header.starts()[0],
        Message.of("column \"{}\" occurs twice. Only references can have several", name));
  }

  private MalformedDumpException malformed(int index, Message reason) {
    return new MalformedDumpException(header.source(), 0, header.base() + index, reason);
  }
}
