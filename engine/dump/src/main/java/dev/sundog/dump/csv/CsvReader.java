// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.csv;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.bytes.Utf8;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.record.GroupReader;
import dev.sundog.dump.record.ItemReader;
import dev.sundog.dump.record.ItemSides;
import dev.sundog.dump.record.LogprobReader;
import dev.sundog.dump.record.SharedReading;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.text.TextSide;

/**
 * One item per row. A field that is a JSON array of integers is token ids, any other a text as it
 * is written; log-probs are a JSON array.
 */
final class CsvReader implements ItemReader {
  private final CsvColumns columns;
  private final CsvRow row;
  private final ItemSides sides;
  private final LogprobReader logprobs = new LogprobReader();
  private final GroupReader groups;
  private final JsonCursor json = new JsonCursor();
  private final SharedReading shared;

  CsvReader(
      CsvColumns columns,
      char delimiter,
      DumpSpec spec,
      TextSide.Pair texts,
      SharedReading shared) {
    this.shared = shared;
    this.columns = columns;
    row = new CsvRow(delimiter);
    sides = new ItemSides(spec, texts);
    groups = new GroupReader(spec);
  }

  @Override
  public void beginBatch() {
    sides.beginBatch();
  }

  @Override
  public void read(RecordBlock block, int record, BatchAppender appender) {
    split(block, record);
    sides.begin();
    if (has(columns.prediction)) {
      if (ids(columns.prediction, block, record)) {
        sides.predictionIds(json, appender);
      } else {
        int field = columns.prediction;
        sides.prediction(row.bytes(field), row.from(field), row.length(field), appender);
      }
    }
    for (int field : columns.references) {
      if (has(field)) {
        reference(field, block, record, appender);
      }
    }
    if (has(columns.logprobs)) {
      cursor(columns.logprobs, block, record);
      logprobs.read(json, appender);
      json.end();
    }
    if (has(columns.id)) {
      int field = columns.id;
      appender.id(row.bytes(field), row.from(field), row.length(field));
      int gold = shared.find(row.bytes(field), row.from(field), row.length(field));
      shared.gold(gold, json, sides, appender);
    }
    sides.finish(appender);
    if (sides.mixed()) {
      throw malformed(block, record, block.starts()[record], ItemSides.MIXED);
    }
    group(appender);
    appender.endItem();
  }

  private boolean has(int field) {
    return field >= 0 && !row.missing(field);
  }

  private void split(RecordBlock block, int record) {
    byte[] bytes = block.bytes();
    int from = block.starts()[record];
    int end = block.ends()[record];
    int unsound = Utf8.firstInvalid(bytes, from, end);
    if (unsound >= 0) {
      throw malformed(block, record, unsound, "this is not UTF-8");
    }
    int fault = row.split(bytes, from, end);
    if (fault >= 0) {
      throw malformed(block, record, fault, row.fault());
    }
    if (row.count() != columns.count()) {
      throw malformed(
          block,
          record,
          from,
          row.count() + " fields, but the header has " + columns.count() + " columns");
    }
  }

  private void reference(int field, RecordBlock block, int record, BatchAppender appender) {
    if (ids(field, block, record)) {
      sides.referenceIds(json, appender);
    } else {
      sides.reference(row.bytes(field), row.from(field), row.length(field), appender);
    }
  }

  /** Whether a field is an array of integers; the cursor is then before it. */
  private boolean ids(int field, RecordBlock block, int record) {
    byte[] bytes = row.bytes(field);
    int from = row.from(field);
    int last = row.to(field) - 1;
    if (last <= from || bytes[from] != '[' || bytes[last] != ']') {
      return false;
    }
    for (int at = from + 1; at < last; at++) {
      byte c = bytes[at];
      if (!(c >= '0' && c <= '9') && c != ',' && c != '-' && c != ' ') {
        return false;
      }
    }
    cursor(field, block, record);
    return true;
  }

  /** Puts the cursor before a field; offsets in it are exact unless it has doubled quotes. */
  private void cursor(int field, RecordBlock block, int record) {
    long number = block.firstRecord() + record;
    long offset = block.base() + row.begin(field);
    json.reset(row.bytes(field), row.from(field), row.to(field), block.source(), number, offset);
  }

  private void group(BatchAppender appender) {
    for (int part = 0; part < columns.by.size(); part++) {
      int field = columns.by.get(part);
      if (field == CsvColumns.LENGTH) {
        groups.part(part, sides.referenceTokens());
      } else if (field >= 0) {
        groups.part(part, row.bytes(field), row.from(field), row.length(field));
      }
    }
    groups.group(appender);
  }

  private static MalformedDumpException malformed(
      RecordBlock block, int record, int index, String reason) {
    return new MalformedDumpException(
        block.source(), block.firstRecord() + record, block.base() + index, reason);
  }
}
