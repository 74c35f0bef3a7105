// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.MetricSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.table.ModelName;
import dev.sundog.dump.table.PublishedResult;
import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.MetricPairs;
import dev.sundog.emergence.ScalingCurve;
import dev.sundog.emergence.ScalingPoint;
import dev.sundog.metric.Direction;
import dev.sundog.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Scaling curves from published results, and from scored dumps. */
public final class Curves {
  /** Names of group keys that hold the target length. */
  private static final List<String> LENGTH = List.of("length", "@length", "target_length");

  private static final class Builder {
    private final boolean lowerIsBetter;
    private final TreeMap<Double, ScalingPoint> points = new TreeMap<>();

    private Builder(boolean lowerIsBetter) {
      this.lowerIsBetter = lowerIsBetter;
    }
  }

  private final Map<CurveKey, Builder> builders = new LinkedHashMap<>();

  private Curves() {}

  /**
   * The curves of published results, in the order of their first results.
   *
   * @throws MalformedDumpException if a curve has two results at one scale, or a value is invalid
   */
  public static List<ScalingCurve> ofResults(List<PublishedResult> results) {
    Curves curves = new Curves();
    for (PublishedResult result : results) {
      CurveKey key = key(result);
      if (!curves.add(key, result.figure().lowerIsBetter(), point(result))) {
        throw twice(results, result);
      }
    }
    return curves.finish();
  }

  private static CurveKey key(PublishedResult result) {
    return new CurveKey(result.task(), result.metric(), result.family(), result.length());
  }

  private static ScalingPoint point(PublishedResult result) {
    PublishedResult.Figure figure = result.figure();
    boolean share = figure.items() > 0 && MetricPairs.sharp(result.metric());
    if (share && figure.value() >= 0 && figure.value() <= 1) {
      return ScalingPoint.share(result.scale(), figure.value(), figure.items());
    }
    return ScalingPoint.mean(result.scale(), figure.value(), figure.stderr(), figure.items());
  }

  private static MalformedDumpException malformed(PublishedResult result, String reason) {
    return new MalformedDumpException(result.source(), result.record(), -1, reason);
  }

  private static MalformedDumpException twice(List<PublishedResult> results, PublishedResult two) {
    PublishedResult one =
        results.stream()
            .filter(result -> key(result).equals(key(two)) && result.scale() == two.scale())
            .findFirst()
            .orElseThrow();
    return malformed(
        two,
        String.format(
            Locale.ROOT,
            "duplicate result of task \"%s\", metric \"%s\", family \"%s\" at scale %.3g: %s here,"
                + " %s in %s. Remove one",
            two.task(),
            two.metric(),
            two.family(),
            two.scale(),
            two.figure().value(),
            one.figure().value(),
            one.record() == 0 ? one.source() : one.source() + ", record " + one.record()));
  }

  /**
   * The curves of a scored dump that is grouped by model size and other keys. Key {@code length} is
   * the target length, key {@code task} the task; all others form the family. Metrics without a
   * direction and groups without scored items have no curve.
   *
   * @param scale name of the key that holds the model size
   * @param source name of the dump, for errors
   * @throws MalformedDumpException if a size is not a number above 0
   */
  public static List<ScalingCurve> ofSummary(Summary summary, String scale, String source) {
    Curves curves = new Curves();
    for (GroupSummary group : summary.groups()) {
      for (MetricSummary metric : group.metrics()) {
        Direction direction = metric.metric().direction();
        if (!Double.isFinite(metric.mean()) || direction == Direction.NEUTRAL) {
          continue;
        }
        CurveKey key = key(summary.keyNames(), group.key(), scale, metric.name());
        double size = size(summary.keyNames(), group.key(), scale, source);
        if (!curves.add(key, direction == Direction.LOWER, point(size, metric))) {
          throw new MalformedDumpException(
              source,
              0,
              -1,
              "two spellings of the model size " + size + " in field \"" + scale + "\". Use one");
        }
      }
    }
    return curves.finish();
  }

  private static ScalingPoint point(double size, MetricSummary metric) {
    return metric.metric().kind() == Metric.Kind.SHARP && metric.mean() <= 1
        ? ScalingPoint.share(size, metric.mean(), metric.scored())
        : ScalingPoint.mean(size, metric.mean(), metric.stderr(), metric.scored());
  }

  private static double size(List<String> names, List<String> key, String scale, String source) {
    String text = key.get(names.indexOf(scale));
    try {
      double size = ModelName.size(text);
      if (size > 0 && Double.isFinite(size)) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new MalformedDumpException(
          source, 0, -1, "model size \"" + text + "\" in field \"" + scale + "\" is not a number");
    }
    throw new MalformedDumpException(
        source, 0, -1, "model size " + text + " in field \"" + scale + "\" must be greater than 0");
  }

  private static CurveKey key(List<String> names, List<String> key, String scale, String metric) {
    String task = "";
    int length = 0;
    List<String> family = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.equals("task") || name.equals("@task")) {
        task = key.get(i);
      } else if (isLength(name) && key.get(i).matches("\\d{1,9}")) {
        length = Integer.parseInt(key.get(i));
      } else if (name.equals("@model")) {
        family.add(ModelName.of(key.get(i)).map(ModelName::family).orElse(key.get(i)));
      } else if (!name.equals(scale)) {
        family.add(key.get(i));
      }
    }
    return new CurveKey(task, metric, String.join(", ", family), length);
  }

  /** Whether a group key of this name holds the target length. */
  public static boolean isLength(String name) {
    return LENGTH.contains(name);
  }

  private boolean add(CurveKey key, boolean lowerIsBetter, ScalingPoint point) {
    Builder builder = builders.computeIfAbsent(key, unknown -> new Builder(lowerIsBetter));
    return builder.points.put(point.scale(), point) == null;
  }

  private List<ScalingCurve> finish() {
    return builders.entrySet().stream()
        .map(entry ->
            new ScalingCurve(
                entry.getKey(),
                entry.getValue().lowerIsBetter,
                List.copyOf(entry.getValue().points.values())))
        .collect(Collectors.toList());
  }
}
