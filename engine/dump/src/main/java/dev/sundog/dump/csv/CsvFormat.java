// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.csv;

import static java.util.Objects.requireNonNull;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.record.FileKeys;
import dev.sundog.dump.record.ItemReader;
import dev.sundog.dump.record.RecordSource;
import dev.sundog.dump.record.SharedReading;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.text.TextSide;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A table whose first row names the columns. Recognised by its content (at least two columns, and
 * as many fields in every row as in the header) or by its file name and a header with two columns.
 */
public final class CsvFormat implements DumpFormat {
  private final String name;
  private final char delimiter;

  /** A format of this name, whose fields are separated by an ASCII character. */
  public CsvFormat(String name, char delimiter) {
    this.name = name;
    this.delimiter = delimiter;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Field> accepts() {
    return Field.union(
        Field.TEXT_RULES,
        Field.ERRORS,
        Field.GOLD_FILES,
        Set.of(Field.PREDICTION, Field.REFERENCE, Field.LOGPROBS, Field.ID, Field.BY));
  }

  @Override
  public Match recognize(DumpHead head) {
    if (head.isJson() || !head.isText()) {
      return Match.NO;
    }
    byte[] bytes = head.bytes();
    CsvRow row = new CsvRow(delimiter);
    int start = head.begin();
    int columns = 0;
    for (int rows = 0; start < bytes.length; rows++) {
      int end = rowEnd(bytes, start);
      boolean cut = end == bytes.length && !head.whole();
      int last = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
      if (cut) {
        return rows > 1 ? Match.MAYBE : Match.NO;
      }
      if (rows == 0) {
        boolean fits = row.split(bytes, start, last) < 0 && row.count() > 1;
        if (!fits || hasExtension(head.name())) {
          return fits ? Match.MAYBE : Match.NO;
        }
        columns = row.count();
      } else if (last > start && (row.split(bytes, start, last) >= 0 || row.count() != columns)) {
        return Match.NO;
      }
      start = end + 1;
    }
    return Match.MAYBE;
  }

  private boolean hasExtension(String file) {
    String plain = file.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
    return plain.endsWith("." + name);
  }

  private static int rowEnd(byte[] bytes, int start) {
    boolean quoted = false;
    int at = start;
    while (at < bytes.length && (quoted || bytes[at] != '\n')) {
      quoted ^= bytes[at] == '"';
      at++;
    }
    return at;
  }

  /** Every file has a header of its own, which is read when the file is opened. */
  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    TextSide.Pair texts = TextSide.Pair.of(spec);
    SharedReading shared = new SharedReading(spec, limits);
    Map<String, Supplier<ItemReader>> readers = new ConcurrentHashMap<>();
    RecordSource.Plan plan =
        RecordSource.Plan.of(
                this,
                input -> split(input, spec, texts, shared, limits, readers),
                file -> requireNonNull(readers.get(file)))
            .withNotes(FileKeys.UNKNOWN.notes(spec))
            .withFindings(shared);
    return new RecordSource(files, spec, plan);
  }

  private BlockSource split(
      DumpInput input,
      DumpSpec common,
      TextSide.Pair texts,
      SharedReading shared,
      BatchLimits limits,
      Map<String, Supplier<ItemReader>> readers) {
    CsvSplitter splitter = new CsvSplitter(input, common.limits(), limits);
    try {
      DumpSpec spec = FileKeys.UNKNOWN.in(common, Path.of(input.name()));
      CsvColumns columns = new CsvColumns(splitter.header(), delimiter, spec);
      readers.put(
          input.name(), () -> new CsvReader(columns, delimiter, spec, texts.another(), shared));
      return BlockSource.ahead(splitter);
    } catch (RuntimeException e) {
      splitter.close();
      throw e;
    }
  }
}
