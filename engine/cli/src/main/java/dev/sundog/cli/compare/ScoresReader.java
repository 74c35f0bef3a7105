// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.compare;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.LineSplitter;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.table.CsvTable;
import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.metric.Status;
import dev.sundog.text.Numbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads files of scores as written by {@code sundog score --scores}: JSON Lines or CSV, plain, gzip
 * or Zstandard. They hold item values only, so a ratio is compared by the mean of its item values.
 */
public final class ScoresReader {
  private static final int LONGEST_FIRST_LINE = 1 << 20;
  private static final int LINES = 4096;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final String STATUS = "_status";

  private final Path file;
  private final @Nullable List<Metric> wanted;
  private @Nullable ItemScores scores;
  private long record;
  private long offset = -1;

  private ScoresReader(Path file, @Nullable List<Metric> wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /**
   * Whether a file is a file of scores, by its name and its first line.
   *
   * @throws MalformedDumpException if its compression is invalid
   */
  public static boolean isScores(Path file, InputLimits limits) {
    boolean csv = isCsv(file);
    if (!(csv || has(file, ".jsonl")) || !Files.isRegularFile(file)) {
      return false;
    }
    byte[] head;
    try (DumpInput in = DumpInput.open(file, limits)) {
      head = in.peek(LONGEST_FIRST_LINE);
    }
    String text = new String(head, StandardCharsets.UTF_8);
    String first = text.lines().findFirst().orElse("");
    return csv
        ? first.startsWith("item,id,") && first.endsWith(STATUS)
        : first.startsWith("{\"item\":") && first.contains("\"scores\":{");
  }

  private static boolean isCsv(Path file) {
    return has(file, ".csv");
  }

  private static boolean has(Path file, String ending) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(ending) || name.endsWith(ending + ".gz") || name.endsWith(ending + ".zst");
  }

  /**
   * The scores of a file.
   *
   * @param wanted the metrics to read, or null for all
   * @throws MalformedDumpException for the first record without scores
   */
  public static ItemScores read(Path file, InputLimits limits, @Nullable List<Metric> wanted)
      throws IOException {
    return new ScoresReader(file, wanted).read(limits);
  }

  private ItemScores read(InputLimits limits) throws IOException {
    if (isCsv(file)) {
      CsvTable.read(file, limits, this::append);
    } else {
      lines(limits);
    }
    if (scores == null) {
      throw malformed("no scores in the file");
    }
    return scores;
  }

  private void lines(InputLimits limits) {
    try (LineSplitter framer =
        new LineSplitter(DumpInput.open(file, limits), LINES, CHUNK_BYTES, limits.recordBytes())) {
      for (RecordBlock frame = framer.next(); frame != null; frame = framer.next()) {
        for (int line = 0; line < frame.count(); line++) {
          record = frame.firstRecord() + line;
          offset = frame.offset(line);
          int from = frame.starts()[line];
          append(parse(frame.bytes(), from, frame.ends()[line] - from));
        }
      }
    }
  }

  private JsonNode parse(byte[] bytes, int from, int length) {
    try {
      return JsonMapper.shared().readTree(bytes, from, length);
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      offset += Math.max(0, Math.min(at, length));
      throw malformed("invalid or truncated JSON");
    }
  }

  private void append(JsonNode item) {
    JsonNode values = item.path("scores");
    JsonNode key = item.path("key");
    if (!values.isObject() || !item.path("item").isIntegralNumber()) {
      throw malformed("not a line of scores as written by sundog score --scores");
    }
    List<String> keyNames = scores == null ? names(key) : scores.keyNames();
    begin(keyNames, names(values));
    String id = item.path("id").asString("");
    append(
        name -> json(name, values.get(name), item.path("status").path(name)),
        keyNames.stream().map(name -> key.path(name).asString("")).toList(),
        id.isEmpty() ? item.get("item").asString() : id);
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  /** Columns: item, id, the group's key, then each metric and its status. */
  private void append(CsvTable.Row row) {
    record = row.number();
    offset = row.offset();
    List<String> names = row.names();
    int keys = 2;
    while (keys + 1 < names.size() && !names.get(keys + 1).equals(names.get(keys) + STATUS)) {
      keys++;
    }
    List<String> metrics = new ArrayList<>();
    for (int column = keys; column < names.size(); column += 2) {
      metrics.add(names.get(column));
    }
    begin(names.subList(2, keys), metrics);
    List<String> fields = row.fields();
    String id = fields.get(1);
    append(
        name ->
            names.contains(name) ? score(name, row.field(name), row.field(name + STATUS)) : null,
        fields.subList(2, keys).stream().map(ScoresReader::plain).toList(),
        id.isEmpty() ? fields.get(0) : plain(id));
  }

  /** Removes the apostrophe that protects spreadsheets from formulas. */
  private static String plain(String text) {
    return text.length() > 1 && text.charAt(0) == '\'' && "=+-@\t\r".indexOf(text.charAt(1)) >= 0
        ? text.substring(1)
        : text;
  }

  private @Nullable Double json(String name, @Nullable JsonNode value, JsonNode status) {
    if (value == null) {
      return null;
    }
    if (!value.isNull() && !value.isNumber()) {
      throw malformed("score \"" + name + "\" is " + value + ", not a number");
    }
    boolean none = status.isMissingNode();
    return score(
        name,
        value.isNull() ? "" : value.asString(),
        none && !value.isNull() ? Status.SCORED.name() : status.asString(""));
  }

  /** The value of a scored item, NaN of any other. */
  private double score(String name, String value, String status) {
    boolean scored = status(name, status) == Status.SCORED;
    double number;
    try {
      number = value.isEmpty() ? Double.NaN : Numbers.parse(value);
    } catch (NumberFormatException e) {
      throw malformed("score \"" + name + "\": " + e.getMessage());
    }
    if (scored && !Double.isFinite(number)) {
      throw malformed(
          "score \"" + name + "\" is " + (value.isEmpty() ? "missing" : value) + ", but SCORED");
    }
    return scored ? number : Double.NaN;
  }

  private Status status(String name, String status) {
    try {
      return Status.valueOf(status);
    } catch (IllegalArgumentException e) {
      throw malformed(
          "score \""
              + name
              + "\" has the status \""
              + status
              + "\". Use one of "
              + Arrays.toString(Status.values()));
    }
  }

  private void begin(List<String> keyNames, List<String> names) {
    if (scores == null) {
      List<Metric> metrics = wanted != null ? wanted : names.stream().map(this::metric).toList();
      scores = new ItemScores(keyNames, metrics.stream().map(ScoresReader::byItem).toList());
    }
  }

  private void append(Function<String, @Nullable Double> value, List<String> group, String id) {
    ItemScores all = scores;
    for (int metric = 0; all != null && metric < all.metrics().size(); metric++) {
      Double own = value.apply(all.metrics().get(metric).name());
      if (own == null) {
        throw malformed("no score \"" + all.metrics().get(metric).name() + "\"");
      }
      all.set(metric, own);
    }
    if (all != null) {
      all.end(group, id);
    }
  }

  private Metric metric(String name) {
    try {
      return Metrics.named(name);
    } catch (IllegalArgumentException e) {
      throw malformed(e.getMessage() == null ? name : e.getMessage());
    }
  }

  /** The metric with the mean of its item values as corpus value. */
  private static Metric byItem(Metric metric) {
    return metric.as(metric.description().withAggregation(Aggregation.MEAN));
  }

  private MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(file.toString(), record, offset, reason);
  }
}
