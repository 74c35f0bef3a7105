package dev.sundog.cli.compare;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a file of scores that {@code sundog score --scores FILE.jsonl} wrote. It holds values only,
 * so a ratio is compared by the mean of its items' values.
 */
public final class ScoresReader {
  private static final int LONGEST_FIRST_LINE = 1 << 20;

  private final Path file;
  private final @Nullable List<Metric> wanted;
  private @Nullable ItemScores scores;
  private long record;

  private ScoresReader(Path file, @Nullable List<Metric> wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /** Whether a file is one of scores, by its name and its first line. */
  public static boolean isScores(Path file) throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl")
        || !Files.isRegularFile(file)) {
      return false;
    }
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(LONGEST_FIRST_LINE);
    }
    String text = new String(head, StandardCharsets.UTF_8);
    return text.startsWith("{\"item\":")
        && text.lines().findFirst().orElse("").contains("\"scores\":{");
  }

  /**
   * The scores of a file.
   *
   * @param wanted the metrics to take, or null for all the file has
   * @throws MalformedDumpException for the first line that is not one of scores
   */
  public static ItemScores read(Path file, @Nullable List<Metric> wanted) throws IOException {
    return new ScoresReader(file, wanted).read();
  }

  private ItemScores read() throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        record++;
        append(parse(line));
      }
    } catch (CharacterCodingException e) {
      throw malformed("not UTF-8");
    }
    if (scores == null) {
      throw malformed("no scores");
    }
    return scores;
  }

  private JsonNode parse(String line) {
    try {
      return JsonMapper.shared().readTree(line);
    } catch (JacksonException e) {
      throw malformed("not JSON: " + e.getOriginalMessage());
    }
  }

  private void append(JsonNode item) {
    JsonNode values = item.path("scores");
    JsonNode key = item.path("key");
    if (!values.isObject() || !item.path("item").isIntegralNumber()) {
      throw malformed("no item with scores, as sundog score --scores writes them");
    }
    ItemScores all = scores == null ? begin(key, values) : scores;
    scores = all;
    for (int metric = 0; metric < all.metrics().size(); metric++) {
      JsonNode value = values.get(all.metrics().get(metric).name());
      if (value == null) {
        throw malformed("no score " + all.metrics().get(metric).name());
      }
      boolean scored = value.isNumber() && Double.isFinite(value.doubleValue());
      all.set(metric, scored ? value.doubleValue() : Double.NaN);
    }
    List<String> group = all.keyNames().stream().map(name -> key.path(name).asString("")).toList();
    JsonNode id = item.path("id");
    all.end(group, id.isString() ? id.stringValue() : item.get("item").asString());
  }

  private ItemScores begin(JsonNode key, JsonNode values) {
    List<Metric> metrics =
        wanted != null
            ? wanted
            : values.propertyStream().map(property -> metric(property.getKey())).toList();
    List<String> keyNames = key.propertyStream().map(property -> property.getKey()).toList();
    return new ItemScores(keyNames, metrics.stream().map(ScoresReader::byItem).toList());
  }

  private Metric metric(String name) {
    try {
      return Metrics.named(name);
    } catch (IllegalArgumentException e) {
      throw malformed(e.getMessage() == null ? name : e.getMessage());
    }
  }

  /** The metric as values of items, whose corpus value is their mean. */
  private static Metric byItem(Metric metric) {
    return metric.as(metric.description().withAggregation(Aggregation.MEAN));
  }

  private MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(file.toString(), record, -1, reason);
  }
}
