// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.dump.output.AtomicOutput;
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
import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The summary files of the emergence commands: one JSON object and a line feed. A number that is
 * not finite is null.
 */
public final class EmergenceJson {
  private final JsonWriter out;

  private EmergenceJson(JsonWriter out) {
    this.out = out;
  }

  /** Curves, pairs of metrics, and fits. */
  public static AtomicOutput.Content of(EmergenceAnalysis analysis) {
    return file -> write(file, json -> json.put(analysis));
  }

  /** Curves, pairs, fits, and distributions of the scores by metric. */
  public static AtomicOutput.Content of(
      EmergenceAnalysis analysis, List<ScoreDistribution> distributions) {
    return file ->
        write(
            file,
            json -> {
              json.put(analysis);
              json.out.name("distributions").array();
              distributions.forEach(json::put);
              json.out.end();
            });
  }

  /** Curves, pairs, fits, and the scores of all induced curves by family. */
  public static AtomicOutput.Content of(
      EmergenceAnalysis analysis, Map<String, InducedScores> induced) {
    return file ->
        write(
            file,
            json -> {
              json.put(analysis);
              json.out.name("induced").array();
              induced.forEach((family, scores) -> {
                json.out.object().field("family", family);
                json.put("at", scores.at());
                json.put("scores", scores.scores());
                json.out.end();
              });
              json.out.end();
            });
  }

  /** A resolution plan. */
  public static AtomicOutput.Content of(ResolutionPlan plan) {
    return file -> write(file, json -> json.put(plan));
  }

  private static void write(OutputStream file, Consumer<EmergenceJson> fields) throws IOException {
    try {
      JsonWriter out = JsonWriter.to(file, Style.COMPACT).object();
      fields.accept(new EmergenceJson(out));
      out.end().newline().flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void put(ScoreDistribution distribution) {
    out.object().field("metric", distribution.metric()).field("curves", distribution.curves());
    out.field("infinite", distribution.infinite()).field("high", distribution.high());
    out.field("high_share", distribution.highShare()).field("median", distribution.median());
    out.field("upper_decile", distribution.upperDecile()).end();
  }

  private void put(ResolutionPlan plan) {
    out.field("p", plan.p()).field("length", plan.length()).field("accuracy", plan.accuracy());
    putItems("items_for_one_hit", plan.itemsForOneHit());
    out.field("chance", plan.chance());
    putItems("items_above_chance", plan.itemsAboveChance());
    out.field("other_p", plan.otherP());
    putItems("items_apart", plan.itemsApart());
    putItems("items_apart_smooth", plan.itemsApartSmooth());
  }

  private void put(EmergenceAnalysis analysis) {
    out.name("curves").array();
    analysis.curves().forEach(this::put);
    out.end().name("swaps").array();
    analysis.swaps().forEach(this::put);
    out.end().name("fits").array();
    for (MetricSwap swap : analysis.swaps()) {
      swap.fit().ifPresent(fit -> put(swap.smooth().key(), fit));
    }
    out.end();
  }

  private void put(JudgedCurve curve) {
    put(out.object(), curve.curve().key());
    out.name("points").array();
    curve.curve().points().forEach(this::put);
    out.end();
    putScore("", curve.score());
    out.field("low", curve.interval().low()).field("high", curve.interval().high());
    out.field("noise_floor", curve.curve().noiseFloor());
    out.field("verdict_kind", curve.verdict().kind().name());
    out.field("verdict", curve.verdict().words());
    out.field("p", curve.p()).field("p_holm", curve.holm());
    out.field("q_bh", curve.benjaminiHochberg()).end();
  }

  private void put(ScalingPoint point) {
    Interval interval = point.interval();
    out.object().field("scale", point.scale()).field("value", point.value());
    out.field("low", interval.low()).field("high", interval.high());
    putItems("items", point.items() > 0 ? point.items() : ResolutionPlan.NEVER);
    out.end();
  }

  private void put(MetricSwap swap) {
    put(out.object(), swap.sharp().key());
    out.field("smooth_metric", swap.smooth().key().metric());
    putScore("", swap.sharpScore());
    putScore("smooth_", swap.smoothScore());
    out.field("p", swap.p()).field("largest_residual", swap.largestResidual());
    out.name("predictions").array();
    swap.predictions().forEach(this::put);
    out.end().end();
  }

  private void put(Prediction prediction) {
    out.object().field("scale", prediction.scale()).field("expected", prediction.expected());
    out.field("observed", prediction.observed()).field("residual", prediction.residual());
    out.field("deviation", prediction.deviation());
    putItems("items_for_one_hit", prediction.itemsForOneHit());
    out.end();
  }

  private void put(CurveKey smooth, PowerLawFit fit) {
    put(out.object(), smooth);
    out.field("alpha", fit.alpha()).field("alpha_stderr", fit.alphaError()).field("c", fit.c());
    out.field("determination", fit.determination()).field("points", fit.points());
    out.field("left_out", fit.leftOut()).end();
  }

  private static void put(JsonWriter out, CurveKey key) {
    out.field("task", key.task()).field("metric", key.metric()).field("family", key.family());
    if (key.length() > 0) {
      out.field("length", key.length());
    }
  }

  private void putScore(String prefix, EmergenceScore score) {
    out.field(prefix + "score", score.value()).field(prefix + "status", score.status().name());
    if (score.status() == EmergenceScore.Status.INFINITE) {
      out.field(prefix + "sign", (long) Math.signum(score.value()));
    }
    if (prefix.isEmpty()) {
      out.field("n", score.points());
    }
  }

  private void putItems(String name, long items) {
    if (items == ResolutionPlan.NEVER) {
      out.name(name).nothing();
    } else {
      out.field(name, items);
    }
  }

  private void put(String name, double[] values) {
    out.name(name).array();
    for (double value : values) {
      out.value(value);
    }
    out.end();
  }
}
