// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sundog.batch.BatchImporter;
import dev.sundog.batch.BatchMemory.Slot;
import dev.sundog.batch.ForeignBuffer;
import dev.sundog.batch.ForeignColumn;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.ListColumn;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.bytes.Utf8;
import dev.sundog.dump.record.DefaultPaths;
import dev.sundog.dump.record.GroupReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Imports blocks of token ids and log-probs by column, in one copy. A block that is in any way out
 * of the ordinary is left to the way by rows, which knows what it means or reports the error with
 * its row. Not thread-safe.
 */
final class ColumnImport {
  private static final double OUTSIDE_THE_TOP = -9999;

  private final RecordPath prediction;
  private final RecordPath reference;
  private final RecordPath logprobs;
  private final RecordPath id;
  private final List<RecordPath> columns;
  private final List<RecordPath> others = new ArrayList<>();
  private final List<String> by;
  private final GroupReader groups;
  private final ScalarTexts scalars = new ScalarTexts();

  ColumnImport(ColumnPlan plan, DefaultPaths usual) {
    DumpSpec spec = plan.spec();
    prediction = path(spec, Field.PREDICTION, usual.prediction());
    reference = path(spec, Field.REFERENCE, usual.reference());
    logprobs = path(spec, Field.LOGPROBS, usual.logprobs());
    id = path(spec, Field.ID, usual.id());
    by = spec.by();
    groups = new GroupReader(by.size());
    columns = plan.rows().paths();
    others.addAll(columns);
    others.removeAll(List.of(prediction, reference, logprobs, id));
    others.removeAll(by.stream().map(RecordPath::parse).toList());
  }

  private static RecordPath path(DumpSpec spec, Field field, String usual) {
    String given = spec.text(field);
    return RecordPath.parse(given == null ? usual : given);
  }

  /** The batch of a block, or null if it has to be read by rows. */
  @Nullable SequenceBatch read(ColumnBlock block, BatchImporter importer) {
    Column rows = block.rows();
    boolean parts = columns.stream().anyMatch(path -> leadsIntoList(rows, path));
    if (parts || others.stream().anyMatch(path -> at(rows, path) != null)) {
      return null;
    }
    try {
      return copy(rows, importer);
    } catch (MalformedDumpException | LimitExceededException | IndexOutOfBoundsException e) {
      return null; // Thrown again with its row.
    }
  }

  /** The column at a path; null if there is none. */
  private static @Nullable Column at(Column rows, RecordPath path) {
    Column column = rows;
    for (String step : path.steps()) {
      column = column == null ? null : column.member(step);
    }
    return column;
  }

  /** Whether a path selects an element of a list, or what is in it. */
  private static boolean leadsIntoList(Column rows, RecordPath path) {
    Column column = rows;
    for (String step : path.steps()) {
      if (column != null && column.kind() == Column.Kind.LIST) {
        return true;
      }
      column = column == null ? null : column.member(step);
    }
    return false;
  }

  /** Whether a struct on the way to a column may be null. */
  private static boolean hasNullParents(Column rows, RecordPath path) {
    Column column = rows;
    for (String step : path.steps()) {
      if (column == null || column.present() != null) {
        return true;
      }
      column = column.member(step);
    }
    return false;
  }

  private @Nullable SequenceBatch copy(Column rows, BatchImporter importer) {
    Column predictions = at(rows, prediction);
    Column references = at(rows, reference);
    Column nats = at(rows, logprobs);
    Column ids = at(rows, id);
    boolean complete = nats != null || (predictions != null && references != null);
    boolean fits =
        complete
            && (predictions == null || isList(predictions, Column.Kind.INT, rows, prediction))
            && (references == null || isList(references, Column.Kind.INT, rows, reference))
            && (nats == null
                || (isList(nats, Column.Kind.FLOAT, rows, logprobs) && areLogprobs(nats)))
            && (ids == null || (scalars.fits(ids) && !hasNullParents(rows, id)));
    if (!fits) {
      return null;
    }
    importer.begin(rows.count());
    copy(predictions, ListColumn.PREDICTIONS, importer);
    copy(references, ListColumn.REFERENCES, importer);
    copy(nats, ListColumn.LOGPROBS, importer);
    if (ids != null) {
      ForeignColumn texts = scalars.all(ids);
      if (texts == null) {
        return null;
      }
      importer.copy(ListColumn.IDS, texts);
    }
    return by.isEmpty() || copyGroups(rows, references, importer) ? importer.finish() : null;
  }

  private static void copy(@Nullable Column lists, ListColumn column, BatchImporter importer) {
    if (lists != null) {
      Column elements = lists.children().get(0);
      importer.copy(
          column,
          new ForeignColumn(
              lists.count(), lists.starts(), elements.numbers(), lists.present(), null, null));
    }
  }

  /** Whether a column holds lists of present numbers, and no parent of it is null. */
  private static boolean isList(Column column, Column.Kind elements, Column rows, RecordPath path) {
    if (column.kind() != Column.Kind.LIST || hasNullParents(rows, path)) {
      return false;
    }
    Column values = column.children().get(0);
    if (values.kind() != elements) {
      return false;
    }
    ForeignColumn.Bits bits = values.present();
    if (bits != null) {
      long end = column.offset(column.count());
      for (long index = column.offset(0); index < end; index++) {
        if (!bits.get(index)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether all values are log-probs of tokens, without a code that other tools use. */
  private static boolean areLogprobs(Column lists) {
    ForeignBuffer values = lists.children().get(0).numbers();
    long end = lists.offset(lists.count());
    for (long index = lists.offset(0); index < end; index++) {
      double nats = values.real(index);
      boolean beyond = nats < -Float.MAX_VALUE && nats != Double.NEGATIVE_INFINITY;
      if (nats == OUTSIDE_THE_TOP || beyond || !(nats <= 1)) {
        return false;
      }
    }
    return true;
  }

  /** Writes the group of every row; returns false if a part of a key is not a scalar. */
  private boolean copyGroups(Column rows, @Nullable Column references, BatchImporter importer) {
    Column[] parts = new Column[by.size()];
    for (int part = 0; part < parts.length; part++) {
      if (by.get(part).equals(DumpSpec.LENGTH)) {
        continue;
      }
      RecordPath path = RecordPath.parse(by.get(part));
      Column column = at(rows, path);
      if (column == null || !scalars.fits(column) || hasNullParents(rows, path)) {
        return false;
      }
      parts[part] = column;
    }
    MemorySegment codes = importer.reserve(Slot.GROUPS, 4L * rows.count());
    for (int row = 0; row < rows.count(); row++) {
      for (int part = 0; part < parts.length; part++) {
        if (parts[part] == null) {
          groups.part(part, references == null ? 0 : length(references, row));
        } else {
          byte[] utf8 = scalars.one(parts[part], row);
          if (Utf8.firstInvalid(utf8, 0, utf8.length) >= 0) {
            return false;
          }
          groups.part(part, utf8, 0, utf8.length);
        }
      }
      codes.setAtIndex(JAVA_INT, row, groups.code(importer.groupKeys(), importer.limits()));
    }
    return true;
  }

  private static int length(Column lists, int row) {
    return lists.isNull(row) ? 0 : (int) (lists.offset(row + 1L) - lists.offset(row));
  }
}
