package dev.sundog.cli.emergence;

import dev.sundog.cli.text.Figures;
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
import java.util.Arrays;
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
      node.put("high_share", Figures.json(distribution.highShare()));
      node.put("median", Figures.json(distribution.median()));
      node.put("upper_decile", Figures.json(distribution.upperDecile()));
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
      add(node.putArray("at"), scores.at());
      add(node.putArray("scores"), scores.scores());
    });
    return text(root);
  }

  private static void add(ArrayNode array, double[] values) {
    Arrays.stream(values).mapToObj(Figures::json).forEach(array::add);
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
      out.put("scale", Figures.json(point.scale()));
      out.put("value", Figures.json(point.value()));
      out.put("low", Figures.json(interval.low()));
      out.put("high", Figures.json(interval.high()));
      if (point.items() > 0) {
        out.put("items", point.items());
      } else {
        out.putNull("items");
      }
    }
    putScore(node, "", curve.score());
    node.put("low", Figures.json(curve.interval().low()));
    node.put("high", Figures.json(curve.interval().high()));
    node.put("noise_floor", Figures.json(curve.curve().noiseFloor()));
    node.put("verdict_kind", curve.verdict().kind().name());
    node.put("verdict", curve.verdict().words());
    node.put("p", Figures.json(curve.p()));
    node.put("p_holm", Figures.json(curve.holm()));
    node.put("q_bh", Figures.json(curve.benjaminiHochberg()));
  }

  private static void put(ObjectNode node, MetricSwap swap) {
    put(node, swap.sharp().key());
    node.put("smooth_metric", swap.smooth().key().metric());
    putScore(node, "", swap.sharpScore());
    putScore(node, "smooth_", swap.smoothScore());
    node.put("p", Figures.json(swap.p()));
    node.put("largest_residual", Figures.json(swap.largestResidual()));
    ArrayNode predictions = node.putArray("predictions");
    for (Prediction prediction : swap.predictions()) {
      ObjectNode out = predictions.addObject();
      out.put("scale", Figures.json(prediction.scale()));
      out.put("expected", Figures.json(prediction.expected()));
      out.put("observed", Figures.json(prediction.observed()));
      out.put("residual", Figures.json(prediction.residual()));
      out.put("deviation", Figures.json(prediction.deviation()));
      putItems(out, "items_for_one_hit", prediction.itemsForOneHit());
    }
  }

  private static void put(ObjectNode node, CurveKey smooth, PowerLawFit fit) {
    put(node, smooth);
    node.put("alpha", Figures.json(fit.alpha()));
    node.put("alpha_stderr", Figures.json(fit.alphaError()));
    node.put("c", Figures.json(fit.c()));
    node.put("determination", Figures.json(fit.determination()));
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
    node.put(prefix + "score", Figures.json(score.value()));
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
}
