package dev.sundog.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * A metric as another tool computes it, quirks included, beside ours.
 *
 * @param tool the tool
 * @param ours our metric of the same thing
 * @param theirs the metric as the tool has it, named as the tool names it: {@code helm.wer_score}
 * @param quirk what the tool does differently
 */
public record Parity(String tool, Metric ours, Metric theirs, String quirk) {
  /** The tool's own name of its metric: {@code wer_score}. */
  public String itsName() {
    return theirs.name().substring(tool.length() + 1);
  }

  /** Everything that is known to differ. */
  public static List<Parity> all() {
    return Tools.ALL.stream().flatMap(tool -> tool.parities().stream()).toList();
  }

  /** Names of the tools that are known. */
  public static List<String> tools() {
    return Tools.ALL.stream().map(Tools.Tool::name).toList();
  }

  /**
   * What is known to differ from one tool.
   *
   * @throws IllegalArgumentException if nothing is known of the tool
   */
  public static List<Parity> with(String tool) {
    return known(tool).parities();
  }

  /**
   * What a tool gives: its own version of each metric, then ours where it computes the same.
   *
   * @throws IllegalArgumentException if nothing is known of the tool
   */
  public static List<Metric> metrics(String tool) {
    List<Metric> metrics = new ArrayList<>();
    known(tool).parities().forEach(parity -> metrics.add(parity.theirs()));
    metrics.addAll(Metrics.named(known(tool).agreed()));
    return metrics;
  }

  private static Tools.Tool known(String name) {
    return Tools.ALL.stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "nothing is known of " + name + "; tools are " + String.join(", ", tools())));
  }
}
