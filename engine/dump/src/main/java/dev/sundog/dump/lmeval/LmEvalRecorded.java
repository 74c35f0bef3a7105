// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lmeval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.metric.ExternalScoreMetric;
import dev.sundog.metric.ExternalScoreMetric.Form;
import dev.sundog.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The values of lm-eval's own metrics in a line: numbers, booleans, or pairs of a log-likelihood
 * and a number of units. Values of any other form are not read. Reused from line to line.
 */
final class LmEvalRecorded {
  private static final int NOWHERE = -1;

  private final List<String> names;
  private final byte[][] keys;
  private final int[] places;
  private final double[] values;
  private final double[] weights;
  private final boolean[] present;

  /**
   * Values of some metrics.
   *
   * @param names their names, which are also their members in a line
   */
  LmEvalRecorded(List<String> names) {
    this.names = names;
    keys = names.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
    places = new int[keys.length];
    values = new double[keys.length];
    weights = new double[keys.length];
    present = new boolean[keys.length];
  }

  /** What lm-eval records for a metric, by its aggregation of that name. */
  static Form form(String name) {
    return switch (name) {
      case "perplexity" -> Form.PERPLEXITY;
      case "word_perplexity", "byte_perplexity" -> Form.WEIGHTED_PERPLEXITY;
      case "bits_per_byte" -> Form.BITS;
      default -> Form.VALUE;
    };
  }

  /**
   * Whether lines record a metric as numbers, as far as the first lines of a file show: the Brier
   * score, for example, is computed over all documents from a list per document.
   */
  static boolean isNumeric(String name, String head) {
    return form(name).isPair()
        || !Pattern.compile("\"" + Pattern.quote(name) + "\" ?: ?[\\[{]").matcher(head).find();
  }

  /** Begins a line. */
  void begin() {
    Arrays.fill(places, NOWHERE);
  }

  /** Notes the place of a value if the key that was read is a metric's. */
  void find(JsonCursor record) {
    for (int metric = 0; metric < keys.length; metric++) {
      if (LmEvalSample.isText(record, keys[metric])) {
        places[metric] = record.position();
      }
    }
  }

  /** Reads the values that were found. */
  void read(JsonCursor record) {
    for (int metric = 0; metric < places.length; metric++) {
      present[metric] = false;
      if (places[metric] != NOWHERE) {
        record.position(places[metric]);
        present[metric] =
            form(names.get(metric)).isPair()
                ? pair(metric, record)
                : number(record, values, metric);
      }
    }
  }

  private boolean pair(int metric, JsonCursor record) {
    if (record.peek() != '[' || !record.enterArray()) {
      return false;
    }
    boolean first = number(record, values, metric);
    boolean second = record.nextElement() && number(record, weights, metric);
    return first && second && !record.nextElement();
  }

  /** Reads a number or boolean, also in quotes; false for any other value. */
  private static boolean number(JsonCursor record, double[] into, int metric) {
    if ("[{n".indexOf(record.peek()) >= 0) {
      record.skip();
      return false;
    }
    String text = record.scalarString();
    switch (text) {
      case "true", "True" -> into[metric] = 1;
      case "false", "False" -> into[metric] = 0;
      default -> {
        try {
          into[metric] = Numbers.parse(text);
        } catch (NumberFormatException e) {
          return false;
        }
      }
    }
    return true;
  }

  /** Appends the values of the line to its item. */
  void append(BatchAppender appender) {
    for (int metric = 0; metric < values.length; metric++) {
      if (present[metric]) {
        appender.externalScore(ExternalScoreMetric.valueColumn(metric), values[metric]);
        if (form(names.get(metric)).isPair()) {
          appender.externalScore(ExternalScoreMetric.weightColumn(metric), weights[metric]);
        }
      }
    }
  }
}
