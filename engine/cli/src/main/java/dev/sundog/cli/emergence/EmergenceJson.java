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
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The summary files of the emergence commands, one object and a newline each; a figure that is not
 * finite is {@code null}.
 */
public final class EmergenceJson {
  private final JsonGenerator out;

  private EmergenceJson(JsonGenerator out) {
    this.out = out;
  }

  /** Curves, swaps and fits. */
  public static AtomicOutput.Content of(EmergenceAnalysis analysis) {
    return file -> write(file, json -> json.put(analysis));
  }

  /** The same, and how scores are distributed by metric. */
  public static AtomicOutput.Content of(
      EmergenceAnalysis analysis, List<ScoreDistribution> distributions) {
    return file ->
        write(
            file,
            json -> {
              json.put(analysis);
              json.out.writeArrayPropertyStart("distributions");
              distributions.forEach(json::put);
              json.out.writeEndArray();
            });
  }

  /** The same, and by family the scores of all induced curves: thresholds or Ks, and scores. */
  public static AtomicOutput.Content of(
      EmergenceAnalysis analysis, Map<String, InducedScores> induced) {
    return file ->
        write(
            file,
            json -> {
              json.put(analysis);
              json.out.writeArrayPropertyStart("induced");
              induced.forEach((family, scores) -> {
                json.out.writeStartObject();
                json.out.writeStringProperty("family", family);
                json.put("at", scores.at());
                json.put("scores", scores.scores());
                json.out.writeEndObject();
              });
              json.out.writeEndArray();
            });
  }

  /** A plan. */
  public static AtomicOutput.Content of(ResolutionPlan plan) {
    return file -> write(file, json -> json.put(plan));
  }

  private static void write(OutputStream file, Consumer<EmergenceJson> fields) throws IOException {
    try {
      JsonGenerator out = JsonMapper.shared().createGenerator(file);
      out.writeStartObject();
      fields.accept(new EmergenceJson(out));
      out.writeEndObject();
      out.writeRaw('\n');
      out.flush();
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void put(ScoreDistribution distribution) {
    out.writeStartObject();
    out.writeStringProperty("metric", distribution.metric());
    out.writeNumberProperty("curves", distribution.curves());
    out.writeNumberProperty("infinite", distribution.infinite());
    out.writeNumberProperty("high", distribution.high());
    put("high_share", distribution.highShare());
    put("median", distribution.median());
    put("upper_decile", distribution.upperDecile());
    out.writeEndObject();
  }

  private void put(ResolutionPlan plan) {
    put("p", plan.p());
    out.writeNumberProperty("length", plan.length());
    put("accuracy", plan.accuracy());
    putItems("items_for_one_hit", plan.itemsForOneHit());
    put("chance", plan.chance());
    putItems("items_above_chance", plan.itemsAboveChance());
    put("other_p", plan.otherP());
    putItems("items_apart", plan.itemsApart());
    putItems("items_apart_smooth", plan.itemsApartSmooth());
  }

  private void put(EmergenceAnalysis analysis) {
    out.writeArrayPropertyStart("curves");
    analysis.curves().forEach(this::put);
    out.writeEndArray();
    out.writeArrayPropertyStart("swaps");
    analysis.swaps().forEach(this::put);
    out.writeEndArray();
    out.writeArrayPropertyStart("fits");
    for (MetricSwap swap : analysis.swaps()) {
      swap.fit().ifPresent(fit -> put(swap.smooth().key(), fit));
    }
    out.writeEndArray();
  }

  private void put(JudgedCurve curve) {
    out.writeStartObject();
    put(curve.curve().key());
    out.writeArrayPropertyStart("points");
    curve.curve().points().forEach(this::put);
    out.writeEndArray();
    putScore("", curve.score());
    put("low", curve.interval().low());
    put("high", curve.interval().high());
    put("noise_floor", curve.curve().noiseFloor());
    out.writeStringProperty("verdict_kind", curve.verdict().kind().name());
    out.writeStringProperty("verdict", curve.verdict().words());
    put("p", curve.p());
    put("p_holm", curve.holm());
    put("q_bh", curve.benjaminiHochberg());
    out.writeEndObject();
  }

  private void put(ScalingPoint point) {
    Interval interval = point.interval();
    out.writeStartObject();
    put("scale", point.scale());
    put("value", point.value());
    put("low", interval.low());
    put("high", interval.high());
    if (point.items() > 0) {
      out.writeNumberProperty("items", point.items());
    } else {
      out.writeNullProperty("items");
    }
    out.writeEndObject();
  }

  private void put(MetricSwap swap) {
    out.writeStartObject();
    put(swap.sharp().key());
    out.writeStringProperty("smooth_metric", swap.smooth().key().metric());
    putScore("", swap.sharpScore());
    putScore("smooth_", swap.smoothScore());
    put("p", swap.p());
    put("largest_residual", swap.largestResidual());
    out.writeArrayPropertyStart("predictions");
    swap.predictions().forEach(this::put);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void put(Prediction prediction) {
    out.writeStartObject();
    put("scale", prediction.scale());
    put("expected", prediction.expected());
    put("observed", prediction.observed());
    put("residual", prediction.residual());
    put("deviation", prediction.deviation());
    putItems("items_for_one_hit", prediction.itemsForOneHit());
    out.writeEndObject();
  }

  private void put(CurveKey smooth, PowerLawFit fit) {
    out.writeStartObject();
    put(smooth);
    put("alpha", fit.alpha());
    put("alpha_stderr", fit.alphaError());
    put("c", fit.c());
    put("determination", fit.determination());
    out.writeNumberProperty("points", fit.points());
    out.writeNumberProperty("left_out", fit.leftOut());
    out.writeEndObject();
  }

  private void put(CurveKey key) {
    out.writeStringProperty("task", key.task());
    out.writeStringProperty("metric", key.metric());
    out.writeStringProperty("family", key.family());
    if (key.length() > 0) {
      out.writeNumberProperty("length", key.length());
    }
  }

  private void putScore(String prefix, EmergenceScore score) {
    put(prefix + "score", score.value());
    out.writeStringProperty(prefix + "status", score.status().name());
    if (prefix.isEmpty()) {
      out.writeNumberProperty("n", score.points());
    }
  }

  private void putItems(String name, long items) {
    if (items == ResolutionPlan.NEVER) {
      out.writeNullProperty(name);
    } else {
      out.writeNumberProperty(name, items);
    }
  }

  private void put(String name, double[] values) {
    out.writeArrayPropertyStart(name);
    for (double value : values) {
      put(value);
    }
    out.writeEndArray();
  }

  private void put(String name, double value) {
    out.writeName(name);
    put(value);
  }

  private void put(double value) {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }
}
