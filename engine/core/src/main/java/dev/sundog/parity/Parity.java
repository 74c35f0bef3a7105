// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.text.Named;
import java.util.ArrayList;
import java.util.List;

/**
 * A metric as another tool computes it, differences included, paired with ours.
 *
 * @param tool the tool
 * @param ours our metric of the same thing
 * @param theirs the tool's version, under the tool's name: {@code helm.wer_score}
 * @param quirk how the tool's version differs
 */
public record Parity(String tool, Metric ours, Metric theirs, String quirk) {
  /** The tool's own name for its metric: {@code wer_score}. */
  public String itsName() {
    return theirs.name().substring(tool.length() + 1);
  }

  /** All versions of all tools. */
  public static List<Parity> all() {
    return Tools.ALL.stream().flatMap(tool -> tool.parities().stream()).toList();
  }

  /** Names of the known tools. */
  public static List<String> tools() {
    return Tools.ALL.stream().map(Tools.Tool::name).toList();
  }

  /**
   * All versions of one tool.
   *
   * @throws IllegalArgumentException if the tool is unknown
   */
  public static List<Parity> with(String tool) {
    return known(tool).parities();
  }

  /**
   * A tool's metrics: its own versions, then ours where it computes the same.
   *
   * @throws IllegalArgumentException if the tool is unknown
   */
  public static List<Metric> metrics(String tool) {
    List<Metric> metrics = new ArrayList<>();
    known(tool).parities().forEach(parity -> metrics.add(parity.theirs()));
    metrics.addAll(Metrics.named(known(tool).agreed()));
    return metrics;
  }

  private static Tools.Tool known(String name) {
    return Named.find("tool", name, Tools.ALL, Tools.Tool::name);
  }
}
