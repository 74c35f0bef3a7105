// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import dev.sundog.bench.workload.Workloads;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Benchmarks that are recorded together, about two minutes per suite with one fork. */
public enum Suite {
  /** Edit distance of W1 to W4, all implementations. */
  WORKLOADS,
  /** Edit distance by class of pairs, with other vocabularies and mixes. */
  CLASSES,
  /** Edit distance by length, with the best rivals. */
  LENGTHS,
  /** Exact match and log-probs. */
  MEMORY,
  /** Rows of logits. */
  LOGITS,
  /** Edit distance from another program, with the rivals. */
  EMBEDDING,
  /** Dump to summary, on one and two threads; pairs of all lengths mixed and sorted. */
  END_TO_END;

  private static final String TWINS = "(scalar|vector)";

  /**
   * Benchmarks and their workloads.
   *
   * @param benchmarks regular expression of class and method
   * @param workloads names of workloads
   */
  public record Selection(String benchmarks, List<String> workloads) {}

  /** The benchmarks of the suite. */
  public List<Selection> selections() {
    String editDistance = "EditDistanceBenchmark\\.";
    return switch (this) {
      case WORKLOADS ->
          List.of(new Selection(editDistance + "\\w+", List.of("W1", "W2", "W3", "W4")));
      case CLASSES ->
          List.of(
              new Selection(editDistance + TWINS, classes()),
              new Selection(
                  editDistance + TWINS,
                  List.of("W2-128k", "W3-128k", "W4-128k", "W4-alike", "hybrid")));
      case LENGTHS ->
          List.of(
              new Selection(
                  editDistance + "(scalar|vector|javaStringSimilarity|gwtMyers)", lengths()));
      case MEMORY ->
          List.of(
              new Selection(
                  "ExactMatchBenchmark\\.\\w+", List.of("W1", "W2", "W3", "W4", "L4096-identical")),
              new Selection("LogprobBenchmark\\.\\w+", List.of("W1", "W2", "W3", "W4", "L4096")));
      case LOGITS ->
          List.of(
              new Selection(
                  "LogitsBenchmark\\.\\w+",
                  List.of(
                      "50257-float32",
                      "50257-float16",
                      "50257-bfloat16",
                      "128256-float32",
                      "128256-float16",
                      "128256-bfloat16")));
      case EMBEDDING ->
          List.of(new Selection("EmbeddingBenchmark\\.\\w+", List.of("W1", "W2", "W3", "W4")));
      case END_TO_END ->
          List.of(
              new Selection("EndToEndBenchmark\\.\\w+", List.of("W1", "W2", "W3", "W4")),
              new Selection("DecodeBenchmark\\.\\w+", List.of("W1", "W2")),
              new Selection("HybridBenchmark\\.\\w+", List.of("hybrid", "W2")));
    };
  }

  /** Name on the command line and of the suite's file: lower case, hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> classes() {
    return Stream.of("W1", "W2", "W3", "W4")
        .flatMap(name -> Stream.of(name + "-identical", name + "-near", name + "-unrelated"))
        .toList();
  }

  private static List<String> lengths() {
    return Workloads.LENGTHS.stream().map(length -> "L" + length).toList();
  }
}
