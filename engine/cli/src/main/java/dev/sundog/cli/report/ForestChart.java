package dev.sundog.cli.report;

import dev.sundog.cli.compare.Comparison;
import dev.sundog.cli.compare.Comparisons;
import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Differences with their intervals, a row each, on the axis of their unit: metrics of different
 * units have different axes.
 */
final class ForestChart {
  private static final int MOST_ROWS = 60;

  private ForestChart() {}

  /** A chart for every unit, rows by metric and then by group; finite differences only. */
  static String html(Comparisons all) {
    Map<String, List<Comparison>> byUnit = new LinkedHashMap<>();
    all.comparisons().stream()
        .filter(comparison -> Double.isFinite(comparison.difference()))
        .filter(comparison -> Double.isFinite(comparison.low() + comparison.high()))
        .forEach(comparison -> byUnit
            .computeIfAbsent(comparison.metric().description().unit(), unit -> new ArrayList<>())
            .add(comparison));
    return byUnit.entrySet().stream()
        .map(unit -> chart(unit.getKey(), byMetric(unit.getValue())))
        .collect(Collectors.joining());
  }

  private static List<Comparison> byMetric(List<Comparison> comparisons) {
    List<String> metrics =
        comparisons.stream().map(comparison -> comparison.metric().name()).distinct().toList();
    return comparisons.stream()
        .sorted(Comparator.comparingInt(one -> metrics.indexOf(one.metric().name())))
        .toList();
  }

  private static String chart(String unit, List<Comparison> comparisons) {
    String title = "Candidate less base, " + unit;
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("kind", "forest");
    data.put("title", title);
    ArrayNode rows = data.putArray("rows");
    List<String> words = new ArrayList<>();
    for (Comparison comparison : comparisons.stream().limit(MOST_ROWS).toList()) {
      String label = label(comparison);
      String effect = effect(comparison);
      rows.addObject()
          .put("label", label)
          .put("x", comparison.difference())
          .put("left", comparison.low())
          .put("right", comparison.high())
          .put("effect", effect);
      words.add(
          label
              + " "
              + Figures.value(comparison.difference())
              + ", from "
              + Figures.value(comparison.low())
              + " to "
              + Figures.value(comparison.high())
              + ", "
              + effect);
    }
    return ChartData.canvas(data, title + ": " + String.join("; ", words))
        + (comparisons.size() > MOST_ROWS
            ? "<p>The first %d of %s rows; the table below holds the rest.</p>\n"
                .formatted(MOST_ROWS, Figures.count(comparisons.size()))
            : "");
  }

  private static String label(Comparison comparison) {
    List<String> parts = new ArrayList<>(List.of(comparison.metric().name()));
    parts.addAll(comparison.group());
    return PlainText.line(String.join(", ", parts));
  }

  /** What the interval says, in a word. */
  static String effect(Comparison comparison) {
    return comparison.effect().name().toLowerCase(Locale.ROOT);
  }
}
