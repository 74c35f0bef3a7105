// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterRecord;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Status;
import dev.sundog.text.JsonWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as in RFC 4180 (2005), with a header: item, id, the parts of the group key, then for every
 * metric its value and its status. A value that is missing or not finite is an empty cell; its
 * status says why.
 *
 * <p>Cells of text columns that a spreadsheet would take for a formula (beginning with =, +, -, @,
 * tab or carriage return) get an apostrophe in front; numbers stay numbers.
 */
final class CsvRows implements ScoreRows {
  @Override
  public String header(List<String> keyNames, List<Metric> metrics) {
    StringWriter text = new StringWriter();
    CsvWriterRecord header = writer(text).writeRecord().writeField("item").writeField("id");
    keyNames.forEach(name -> header.writeField(safe(name)));
    for (Metric metric : metrics) {
      header.writeField(metric.name()).writeField(metric.name() + "_status");
    }
    header.endRecord();
    return text.toString();
  }

  @Override
  public String rows(List<ScoredItem> items, List<Metric> metrics) {
    StringWriter text = new StringWriter();
    CsvWriter csv = writer(text);
    items.forEach(item -> row(csv.writeRecord(), item, metrics));
    return text.toString();
  }

  /** A writer that holds nothing back and quotes the fields that need it. */
  private static CsvWriter writer(StringWriter text) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(text);
  }

  private static void row(CsvWriterRecord row, ScoredItem item, List<Metric> metrics) {
    row.writeField(Long.toString(item.number())).writeField(safe(item.id()));
    item.key().forEach(part -> row.writeField(safe(part)));
    for (int metric = 0; metric < metrics.size(); metric++) {
      Status status = item.status(metric);
      row.writeField(status == Status.SCORED ? JsonWriter.number(item.value(metric)) : "");
      row.writeField(status.name());
    }
    row.endRecord();
  }

  /** A text that no spreadsheet takes for a formula. */
  private static String safe(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
