// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.LineSplitter;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.json.PathTree;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.spec.RecordPath;
import dev.sundog.dump.table.ItemOutcome.Outcome;
import dev.sundog.text.Numbers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads outcomes of models on items from JSON Lines (plain, gzip or Zstandard), one record per
 * outcome, such as {@code {"id":"17","family":"net","scale":350e6,"value":0.25}}. A scale is a
 * number above 0 or a text such as 1.3B. A value is a number, null (missing), true or false, or an
 * array of labels that are true, false, 1 or 0. Not thread-safe.
 */
public final class ItemOutcomes {
  /** Largest number of labels of an item. */
  public static final int MOST_LABELS = 1000;

  private static final int LINES = 4096;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int FAMILY = 0;
  private static final int SCALE = 1;
  private static final int VALUE = 2;

  private final RecordPath scalePath;
  private final RecordPath valuePath;
  private final PathTree paths = new PathTree();
  private final JsonCursor cursor = new JsonCursor();
  private String family = "";
  private double scale;
  private @Nullable Outcome outcome;

  /** The paths of the fields. A record without a family belongs to the family "". */
  public ItemOutcomes(RecordPath family, RecordPath scale, RecordPath value) {
    scalePath = scale;
    valuePath = value;
    paths.add(family, FAMILY);
    paths.add(scale, SCALE);
    paths.add(value, VALUE);
  }

  /**
   * Reads the outcomes of a file in order.
   *
   * @throws MalformedDumpException if a record is not JSON, lacks a scale or a value, or has more
   *     than {@value #MOST_LABELS} labels, or if the file has no records
   * @throws LimitExceededException if a record or the decompressed file is larger than allowed
   */
  public void read(Path file, InputLimits limits, Consumer<ItemOutcome> items) {
    boolean any = false;
    try (LineSplitter lines =
        new LineSplitter(DumpInput.open(file, limits), LINES, CHUNK_BYTES, limits.recordBytes())) {
      for (RecordBlock block = lines.next(); block != null; block = lines.next()) {
        for (int i = 0; i < block.count(); i++) {
          cursor.reset(block, i);
          if (!cursor.atEnd()) {
            items.accept(item(block.source(), block.firstRecord() + i, block.offset(i)));
            cursor.end();
            any = true;
          }
        }
      }
    }
    if (!any) {
      throw MalformedDumpException.noRecords(file.toString());
    }
  }

  private ItemOutcome item(String source, long record, long offset) {
    family = "";
    scale = Double.NaN;
    outcome = null;
    int begin = cursor.position();
    paths.walk(cursor, (path, at) -> value(path));
    Outcome found = outcome;
    if (Double.isNaN(scale) || found == null) {
      RecordPath absent = found == null ? valuePath : scalePath;
      throw cursor.malformedAt(begin, "no field \"" + absent + "\"");
    }
    return new ItemOutcome(family, scale, found, source, record, offset);
  }

  private void value(int path) {
    switch (path) {
      case FAMILY -> family = cursor.skipNull() ? "" : cursor.scalarString();
      case SCALE -> scale = cursor.skipNull() ? Double.NaN : scale();
      default -> outcome = outcome();
    }
  }

  private double scale() {
    cursor.peek();
    int begin = cursor.position();
    String text = cursor.scalarString();
    try {
      double size = ModelName.size(text);
      if (size > 0 && Double.isFinite(size)) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw notAScale(begin, text);
    }
    throw notAScale(begin, text);
  }

  private RuntimeException notAScale(int begin, String text) {
    return cursor.malformedAt(
        begin, "scale " + Numbers.quote(text) + " is not a finite number above 0");
  }

  private Outcome outcome() {
    return switch (cursor.peek()) {
      case 'n' -> {
        cursor.skip();
        yield new ItemOutcome.Figure(Double.NaN);
      }
      case 't', 'f' -> new ItemOutcome.Right(right());
      case '[' -> new ItemOutcome.Labels(labels());
      default -> new ItemOutcome.Figure(cursor.number());
    };
  }

  private boolean[] labels() {
    int begin = cursor.position();
    boolean[] labels = new boolean[8];
    int count = 0;
    for (boolean more = cursor.enterArray(); more; more = cursor.nextElement()) {
      if (count == MOST_LABELS) {
        throw cursor.malformedAt(begin, "more than " + MOST_LABELS + " labels");
      }
      labels = count == labels.length ? Arrays.copyOf(labels, 2 * count) : labels;
      labels[count++] = right();
    }
    if (count == 0) {
      throw cursor.malformedAt(begin, "no labels");
    }
    return Arrays.copyOf(labels, count);
  }

  private boolean right() {
    cursor.peek();
    int begin = cursor.position();
    String text = cursor.scalarString();
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw cursor.malformedAt(begin, "expected a label: true, false, 1 or 0");
    };
  }
}
