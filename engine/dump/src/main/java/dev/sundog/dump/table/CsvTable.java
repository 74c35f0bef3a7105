// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.spec.InputLimits;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A table in CSV (RFC 4180) or with tabs between fields, UTF-8; its first record names the columns.
 */
public final class CsvTable {
  private static final int LARGEST_FIELD = 1 << 20;
  private static final int MOST_COLUMNS = 1 << 14;
  private static final int HEADER_BYTES = 1 << 16;

  /**
   * One record.
   *
   * @param source name of the file
   * @param number number of the record, from 1, without the header
   * @param offset offset of its first byte in the decompressed file
   * @param columns index of each column by name
   * @param fields the fields
   */
  public record Row(
      String source, long number, long offset, Map<String, Integer> columns, List<String> fields) {
    /** The names of the columns in order. */
    public List<String> names() {
      return List.copyOf(columns.keySet());
    }

    /** The field of a column without white space around it; empty if there is no such column. */
    public String field(String column) {
      Integer index = columns.get(column);
      return index == null ? "" : fields.get(index).strip();
    }

    /** An error in this record. */
    public MalformedDumpException malformed(String reason) {
      return new MalformedDumpException(source, number, offset, reason);
    }
  }

  private CsvTable() {}

  /**
   * Reads a file, plain, gzip or Zstandard, row by row.
   *
   * @throws MalformedDumpException if the file is not UTF-8 or CSV, repeats the name of a column,
   *     has no rows, or has a row whose number of fields differs from the header's
   * @throws LimitExceededException if it has too many columns or exceeds the limits
   */
  public static void read(Path file, InputLimits limits, Consumer<Row> consumer)
      throws IOException {
    long number = 0;
    DumpInput input = DumpInput.open(file, limits);
    char separator = separator(input);
    try (LineStarts lines = new LineStarts(input);
        Reader text = new InputStreamReader(lines, StandardCharsets.UTF_8.newDecoder())) {
      try (CsvReader<CsvRecord> records =
          CsvReader.builder()
              .fieldSeparator(separator)
              .maxBufferSize(LARGEST_FIELD)
              .allowUnclosedQuote(false)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(text)) {
        Map<String, Integer> columns = Map.of();
        for (CsvRecord csv : records) {
          List<String> fields = csv.getFields();
          if (columns.isEmpty()) {
            columns = header(file, fields);
            continue;
          }
          number++;
          Row row =
              new Row(
                  file.toString(), number, lines.of(csv.getStartingLineNumber()), columns, fields);
          if (fields.size() != columns.size()) {
            throw row.malformed(
                fields.size() + " fields in a table of " + columns.size() + " columns");
          }
          consumer.accept(row);
        }
        if (columns.isEmpty()) {
          throw malformed(file, 0, "an empty file; expected a header with the names of columns");
        }
        if (number == 0) {
          throw malformed(file, 0, "no rows after the header");
        }
      }
    } catch (CsvParseException e) {
      if (e.getCause() instanceof MalformedDumpException
          || e.getCause() instanceof LimitExceededException) {
        throw (RuntimeException) e.getCause();
      }
      throw malformed(file, number + 1, reason(e));
    } catch (CharacterCodingException e) {
      throw malformed(file, number + 1, "invalid UTF-8");
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw malformed(file, number + 1, "invalid UTF-8");
      }
      throw e;
    }
  }

  /** A tab, if the header has one and no comma. */
  private static char separator(DumpInput input) {
    String beginning = new String(input.peek(HEADER_BYTES), StandardCharsets.UTF_8);
    String header = beginning.lines().findFirst().orElse("");
    return header.indexOf('\t') >= 0 && header.indexOf(',') < 0 ? '\t' : ',';
  }

  private static Map<String, Integer> header(Path file, List<String> names) {
    if (names.size() > MOST_COLUMNS) {
      throw new LimitExceededException(
          file.toString(), names.size() + " columns, at most " + MOST_COLUMNS);
    }
    Map<String, Integer> columns = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    List<String> seen = new ArrayList<>();
    for (String name : names) {
      if (columns.put(name.strip(), seen.size()) != null) {
        twice.add(name);
      }
      seen.add(name);
    }
    if (!twice.isEmpty()) {
      throw malformed(file, 0, "duplicate columns " + twice + " in the header");
    }
    return columns;
  }

  private static String reason(CsvParseException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return "not CSV: " + cause.getMessage();
  }

  static MalformedDumpException malformed(Path file, long record, String reason) {
    return new MalformedDumpException(file.toString(), record, -1, reason);
  }
}
