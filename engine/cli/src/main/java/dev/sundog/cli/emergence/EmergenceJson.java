package dev.sundog.cli.emergence;

import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.EmergenceScore;
import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.JudgedCurve;
import dev.sundog.emergence.MetricSwap;
import dev.sundog.emergence.PowerLawFit;
import dev.sundog.emergence.Prediction;
import dev.sundog.emergence.ResolutionPlan;
import dev.sundog.emergence.ScalingPoint;
import dev.sundog.emergence.ScoreDistribution;
import dev.sundog.statistics.Interval;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The summary files of the emergence commands; a figure that is not finite is {@code null}. */
public final class EmergenceJson {
  private EmergenceJson() {}

  /** Curves, swaps and fits, ending in a newline. */
  public static String of(EmergenceAnalysis analysis) {
    return text(tree(analysis));
  }

  /** The same, and how scores are distributed by metric. */
  public static String of(EmergenceAnalysis analysis, List<ScoreDistribution> distributions) {
    ObjectNode root = tree(analysis);
    ArrayNode array = root.putArray("distributions");
    for (ScoreDistribution distribution : distributions) {
      ObjectNode node = array.addObject();
      node.put("metric", distribution.metric());
      node.put("curves", distribution.curves());
      node.put("infinite", distribution.infinite());
      node.put("high", distribution.high());
      put(node, "high_share", distribution.highShare());
      put(node, "median", distribution.median());
      put(node, "upper_decile", distribution.upperDecile());
    }
    return text(root);
  }

  /** The same, and by family the scores of all induced curves: thresholds or Ks, and scores. */
  public static String of(EmergenceAnalysis analysis, Map<String, InducedScores> induced) {
    ObjectNode root = tree(analysis);
    ArrayNode array = root.putArray("induced");
    induced.forEach((family, scores) -> {
      ObjectNode node = array.addObject();
      node.put("family", family);
      put(node.putArray("at"), scores.at());
      put(node.putArray("scores"), scores.scores());
    });
    return text(root);
  }

  private static void put(ArrayNode array, double[] values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
  }

  /** A plan, ending in a newline. */
  public static String of(ResolutionPlan plan) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("p", plan.p());
    node.put("length", plan.length());
    node.put("accuracy", plan.accuracy());
    putItems(node, "items_for_one_hit", plan.itemsForOneHit());
    node.put("chance", plan.chance());
    putItems(node, "items_above_chance", plan.itemsAboveChance());
    node.put("other_p", plan.otherP());
    putItems(node, "items_apart", plan.itemsApart());
    putItems(node, "items_apart_smooth", plan.itemsApartSmooth());
    return text(node);
  }

  private static String text(ObjectNode node) {
    return node + "\n";
  }

  private static ObjectNode tree(EmergenceAnalysis analysis) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ArrayNode curves = root.putArray("curves");
    analysis.curves().forEach(curve -> put(curves.addObject(), curve));
    ArrayNode swaps = root.putArray("swaps");
    ArrayNode fits = root.putArray("fits");
    for (MetricSwap swap : analysis.swaps()) {
      put(swaps.addObject(), swap);
      swap.fit().ifPresent(fit -> put(fits.addObject(), swap.smooth().key(), fit));
    }
    return root;
  }

  private static void put(ObjectNode node, JudgedCurve curve) {
    put(node, curve.curve().key());
    ArrayNode points = node.putArray("points");
    for (ScalingPoint point : curve.curve().points()) {
      ObjectNode out = points.addObject();
      Interval interval = point.interval();
      put(out, "scale", point.scale());
      put(out, "value", point.value());
      put(out, "low", interval.low());
      put(out, "high", interval.high());
      if (point.items() > 0) {
        out.put("items", point.items());
      } else {
        out.putNull("items");
      }
    }
    putScore(node, "", curve.score());
    put(node, "low", curve.interval().low());
    put(node, "high", curve.interval().high());
    put(node, "noise_floor", curve.curve().noiseFloor());
    node.put("verdict_kind", curve.verdict().kind().name());
    node.put("verdict", curve.verdict().words());
    put(node, "p", curve.p());
    put(node, "p_holm", curve.holm());
    put(node, "q_bh", curve.benjaminiHochberg());
  }

  private static void put(ObjectNode node, MetricSwap swap) {
    put(node, swap.sharp().key());
    node.put("smooth_metric", swap.smooth().key().metric());
    putScore(node, "", swap.sharpScore());
    putScore(node, "smooth_", swap.smoothScore());
    put(node, "p", swap.p());
    put(node, "largest_residual", swap.largestResidual());
    ArrayNode predictions = node.putArray("predictions");
    for (Prediction prediction : swap.predictions()) {
      ObjectNode out = predictions.addObject();
      put(out, "scale", prediction.scale());
      put(out, "expected", prediction.expected());
      put(out, "observed", prediction.observed());
      put(out, "residual", prediction.residual());
      put(out, "deviation", prediction.deviation());
      putItems(out, "items_for_one_hit", prediction.itemsForOneHit());
    }
  }

  private static void put(ObjectNode node, CurveKey smooth, PowerLawFit fit) {
    put(node, smooth);
    put(node, "alpha", fit.alpha());
    put(node, "alpha_stderr", fit.alphaError());
    put(node, "c", fit.c());
    put(node, "determination", fit.determination());
    node.put("points", fit.points());
    node.put("left_out", fit.leftOut());
  }

  private static void put(ObjectNode node, CurveKey key) {
    node.put("task", key.task());
    node.put("metric", key.metric());
    node.put("family", key.family());
    if (key.length() > 0) {
      node.put("length", key.length());
    }
  }

  private static void putScore(ObjectNode node, String prefix, EmergenceScore score) {
    put(node, prefix + "score", score.value());
    node.put(prefix + "status", score.status().name());
    if (prefix.isEmpty()) {
      node.put("n", score.points());
    }
  }

  private static void putItems(ObjectNode node, String name, long items) {
    if (items == ResolutionPlan.NEVER) {
      node.putNull(name);
    } else {
      node.put(name, items);
    }
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
