// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.helm;

import dev.sundog.dump.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/**
 * What HELM tells of one instance: an element of {@code per_instance_stats.json} or of {@code
 * display_predictions.json}. Reused from instance to instance.
 */
final class HelmScores {
  /** Takes the statistics of an instance. */
  @FunctionalInterface
  interface Statistics {
    /** A statistic's mean, NaN for one that counted nothing. */
    void add(String name, double mean, JsonCursor record);
  }

  @Nullable String prediction;
  private String id = "";
  private String perturbation = "";
  private int trial;

  String name() {
    return HelmState.name(id, perturbation, trial);
  }

  void read(JsonCursor record, Statistics statistics) {
    prediction = null;
    id = "";
    perturbation = "";
    trial = 0;
    int begin = record.position();
    boolean found = false;
    String mapped = null;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String member = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (member) {
        case "instance_id" -> id = record.scalarString();
        case "perturbation" -> perturbation = HelmState.member(record, "name");
        case "train_trial_index" -> trial = HelmState.integer(record);
        case "predicted_text" -> prediction = record.scalarString();
        case "mapped_output" -> mapped = record.scalarString();
        case "stats" -> {
          statistics(record, statistics);
          found = true;
        }
        default -> record.skip();
      }
    }
    prediction = mapped == null ? prediction : mapped;
    if (id.isEmpty() || !found) {
      throw record.malformedAt(begin, "HELM's scores need 'instance_id' and 'stats'");
    }
  }

  /** [{"name": {"name": ...}, "count": 1, "mean": ...}, ...] or {name: mean, ...}. */
  private static void statistics(JsonCursor record, Statistics statistics) {
    if (record.peek() == '[') {
      for (boolean more = record.enterArray(); more; more = record.nextElement()) {
        statistic(record, statistics);
      }
    } else {
      for (boolean more = record.enterObject(); more; more = record.nextMember()) {
        record.key();
        String name = record.textString();
        statistics.add(name, mean(record), record);
      }
    }
  }

  private static void statistic(JsonCursor record, Statistics statistics) {
    int begin = record.position();
    String name = "";
    double mean = Double.NaN;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      switch (record.textString()) {
        case "name" -> name = HelmState.member(record, "name");
        case "mean" -> mean = mean(record);
        default -> record.skip();
      }
    }
    if (name.isEmpty()) {
      throw record.malformedAt(begin, "a statistic needs a 'name'");
    }
    statistics.add(name, mean, record);
  }

  private static double mean(JsonCursor record) {
    return record.skipNull() ? Double.NaN : record.number();
  }
}
