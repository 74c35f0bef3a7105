// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.parity.Parity;
import dev.sundog.text.Named;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up metrics by their user-facing names. */
final class MetricNames {
  private static final String WER =
      "token_error_rate, over words (--tokenizer whitespace, the default)";
  private static final String RECORDED =
      " needs code to be run or graded elsewhere; a value that the dump records is recorded.";

  /** What other tools call a metric, and its name or reason here. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("wer", WER),
          Map.entry("word_error_rate", WER),
          Map.entry("cer", "token_error_rate with --tokenizer chars"),
          Map.entry("levenshtein", "token_edit_distance; over characters with --tokenizer chars"),
          Map.entry("edit_distance", "token_edit_distance"),
          Map.entry("em", "exact_match (token ids) or text_exact_match (texts)"),
          Map.entry("accuracy", "exact_match for answers, acc for multiple choice"),
          Map.entry("mc1", "acc"),
          Map.entry("ppl", "perplexity"),
          Map.entry("nll", "logprob_mean, with the other sign"),
          Map.entry("ece", "--calibration choices or answers, not a metric"),
          Map.entry("brier", "brier_score"),
          Map.entry("rougel", "rouge_l"),
          Map.entry("lcs", "lcs_length"));

  private MetricNames() {}

  /**
   * The metrics as another tool defines them.
   *
   * @param names names of the tool, with or without its prefix; empty for all metrics of the tool
   * @throws UsageException if the tool is unknown, or has no such metric
   */
  static List<Metric> ofTool(String tool, List<String> names) {
    List<Metric> known = UsageException.checked(() -> Parity.metrics(tool));
    return names.isEmpty()
        ? known
        : names.stream().map(name -> find(name, tool, known)).distinct().toList();
  }

  private static Metric find(String name, String tool, List<Metric> known) {
    return known.stream()
        .filter(metric -> metric.name().equals(name) || metric.name().equals(tool + "." + name))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                tool
                    + " has no metric '"
                    + name
                    + "'. Available: "
                    + known.stream().map(Metric::name).collect(Collectors.joining(", "))));
  }

  /**
   * The metrics of some names; {@code all} alone means every metric.
   *
   * @throws UsageException if a name is unknown or given twice
   */
  static List<Metric> parse(List<String> names) {
    return parse(names, List.of());
  }

  /**
   * The metrics of some names; {@code all} alone means every metric.
   *
   * @param brought metrics that the dump itself defines
   * @throws UsageException if a name is unknown or given twice
   */
  static List<Metric> parse(List<String> names, List<Metric> brought) {
    Map<String, Metric> known = new LinkedHashMap<>();
    Stream.concat(brought.stream(), Metrics.all().stream())
        .forEach(metric -> known.putIfAbsent(metric.name(), metric));
    if (names.equals(List.of("all"))) {
      return List.copyOf(known.values());
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new UsageException(
          "--metrics names a metric more than once: " + String.join(",", names));
    }
    return UsageException.checked(() ->
        names.stream()
            .map(name -> known.containsKey(name) ? known.get(name) : named(name, known.keySet()))
            .toList());
  }

  /** A metric with a parameter, or an error that knows what other tools call it. */
  private static Metric named(String name, Collection<String> known) {
    String plain = name.toLowerCase(Locale.ROOT).replace("-", "_");
    String here = ELSEWHERE.get(plain.startsWith("rouge") ? plain.replace("_", "") : plain);
    if (here != null) {
      throw new UsageException("no metric '" + name + "'. Here it is " + here);
    }
    if (plain.startsWith("pass@")) {
      throw new UsageException("no metric '" + name + "': it" + RECORDED + plain);
    }
    if (name.indexOf('=') < 0) {
      throw new UsageException(Named.unknown("metric", name, List.copyOf(known)));
    }
    return Metrics.named(name);
  }
}
