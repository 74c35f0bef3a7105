// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import dev.sundog.metric.Metric;
import dev.sundog.metric.Status;
import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Style;
import java.util.List;

/**
 * One JSON object per line: {@code
 * {"item":0,"id":"q1","key":{"model":"6B"},"scores":{"exact_match":1,
 * "perplexity":null},"status":{"perplexity":"SKIPPED_NO_LOGPROBS"}}}. A score that is missing or
 * not finite is null and has a status; scored metrics have none.
 */
final class JsonLinesRows implements ScoreRows {
  @Override
  public String header(List<String> keyNames, List<Metric> metrics) {
    return "";
  }

  @Override
  public String rows(List<ScoredItem> items, List<Metric> metrics) {
    StringBuilder text = new StringBuilder();
    JsonWriter json = JsonWriter.to(text, Style.LINE);
    items.forEach(item -> row(json, item, metrics));
    return text.toString();
  }

  private static void row(JsonWriter json, ScoredItem item, List<Metric> metrics) {
    json.object().field("item", item.number());
    String id = item.id();
    if (id != null) {
      json.field("id", id);
    }
    List<String> names = item.batch().groupKeys().names();
    if (!names.isEmpty()) {
      json.name("key").object();
      for (int part = 0; part < names.size(); part++) {
        json.field(names.get(part), item.key().get(part));
      }
      json.end();
    }
    json.name("scores").object();
    boolean allScored = true;
    for (int metric = 0; metric < metrics.size(); metric++) {
      json.field(metrics.get(metric).name(), item.value(metric));
      allScored &= item.status(metric) == Status.SCORED;
    }
    json.end();
    if (!allScored) {
      statuses(json, item, metrics);
    }
    json.end().newline();
  }

  private static void statuses(JsonWriter json, ScoredItem item, List<Metric> metrics) {
    json.name("status").object();
    for (int metric = 0; metric < metrics.size(); metric++) {
      Status status = item.status(metric);
      if (status != Status.SCORED) {
        json.field(metrics.get(metric).name(), status.name());
      }
    }
    json.end();
  }
}
