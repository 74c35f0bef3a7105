// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lmeval;

import dev.sundog.text.Normalizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One entry of a task's {@code metric_list} in a results file of lm-eval.
 *
 * @param metric lm-eval's name of the metric; empty if absent
 * @param regexesToIgnore regular expressions whose matches are removed from texts
 * @param ignoreCase whether case is ignored
 * @param ignorePunctuation whether punctuation is ignored
 * @param ignoreNumbers whether digits are ignored
 */
record MetricOptions(
    String metric,
    List<String> regexesToIgnore,
    boolean ignoreCase,
    boolean ignorePunctuation,
    boolean ignoreNumbers) {
  /** Copies the list. */
  MetricOptions {
    regexesToIgnore = List.copyOf(regexesToIgnore);
  }

  /**
   * The entries of a task, in the order of the file; none if the file does not have the task. The
   * file is read token by token to its end: setting up Jackson's data binding takes longer than a
   * small job.
   *
   * @throws tools.jackson.core.JacksonException if the file is not JSON or cannot be read
   */
  static List<MetricOptions> read(Path results, String task) {
    List<MetricOptions> entries = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), results)) {
      Runnable entry = () -> entries.add(entry(json));
      Runnable list = () -> elements(json, entry);
      Runnable configs = () -> member(json, task, () -> member(json, "metric_list", list));
      json.nextToken();
      member(json, "configs", configs);
    }
    return entries;
  }

  /** How the metric changes texts before it compares them, in lm-eval's order. */
  List<Normalizer> normalizers() {
    List<Normalizer> steps = new ArrayList<>();
    for (String regex : regexesToIgnore) {
      steps.add(new Normalizer.Remove(Pattern.compile(regex, Pattern.UNIX_LINES)));
    }
    if (ignoreCase) {
      steps.add(Normalizer.Named.CASE);
    }
    if (ignorePunctuation) {
      steps.add(Normalizer.Named.PUNCTUATION);
    }
    if (ignoreNumbers) {
      steps.add(Normalizer.Named.NUMBERS);
    }
    return steps;
  }

  private static MetricOptions entry(JsonParser json) {
    String[] metric = {""};
    List<String> regexes = new ArrayList<>();
    boolean[] ignore = new boolean[3];
    members(
        json,
        name -> {
          switch (name) {
            case "metric" -> metric[0] = json.getValueAsString("");
            case "regexes_to_ignore" ->
                elements(json, () -> regexes.add(json.getValueAsString("")));
            case "ignore_case" -> ignore[0] = json.getValueAsBoolean(false);
            case "ignore_punctuation" -> ignore[1] = json.getValueAsBoolean(false);
            case "ignore_numbers" -> ignore[2] = json.getValueAsBoolean(false);
            default -> {}
          }
        });
    return new MetricOptions(metric[0], regexes, ignore[0], ignore[1], ignore[2]);
  }

  private static void member(JsonParser json, String wanted, Runnable read) {
    members(
        json,
        name -> {
          if (name.equals(wanted)) {
            read.run();
          }
        });
  }

  /** Reads each value of an object, whose reader may leave it or what it contains unread. */
  private static void members(JsonParser json, Consumer<String> read) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      read.accept(name);
      json.skipChildren();
    }
  }

  private static void elements(JsonParser json, Runnable read) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      read.run();
      json.skipChildren();
    }
  }
}
