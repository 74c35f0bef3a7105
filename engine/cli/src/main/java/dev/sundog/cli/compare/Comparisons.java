// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.compare;

import dev.sundog.cli.compare.Pairing.Pair;
import dev.sundog.metric.Direction;
import dev.sundog.metric.Metric;
import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Interval;
import dev.sundog.statistics.McNemar;
import dev.sundog.statistics.MultipleTesting;
import dev.sundog.statistics.PairedPermutation;
import dev.sundog.statistics.PairedSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The comparisons of every metric in every group, and the items that have no partner.
 *
 * @param keyNames names of the parts of a group's key
 * @param comparisons by group, then by metric
 * @param onlyBase names of items that the candidate lacks
 * @param onlyCandidate names of items that the base lacks
 */
public record Comparisons(
    List<String> keyNames,
    List<Comparison> comparisons,
    List<String> onlyBase,
    List<String> onlyCandidate) {
  /** Copies the lists. */
  public Comparisons {
    keyNames = List.copyOf(keyNames);
    comparisons = List.copyOf(comparisons);
    onlyBase = List.copyOf(onlyBase);
    onlyCandidate = List.copyOf(onlyCandidate);
  }

  /**
   * The options of a comparison.
   *
   * @param bootstrap method of the intervals
   * @param permutation test for values that are not all 0 or 1
   * @param worst largest number of worse items to keep per comparison
   */
  public record Settings(Bootstrap bootstrap, PairedPermutation permutation, int worst) {}

  /**
   * Compares two sides that were scored by the same metrics.
   *
   * @param baseName name of the base, for errors
   * @param candidateName name of the candidate, for errors
   */
  public static Comparisons of(
      ItemScores base,
      String baseName,
      ItemScores candidate,
      String candidateName,
      Settings settings) {
    Pairing pairing = Pairing.of(base, baseName, candidate, candidateName);
    List<Comparison> comparisons = new ArrayList<>();
    pairing
        .groups()
        .forEach((group, pairs) -> {
          for (int metric = 0; metric < base.metrics().size(); metric++) {
            comparisons.add(compare(group, pairs, metric, base, candidate, settings));
          }
        });
    return new Comparisons(
        base.keyNames(), corrected(comparisons), pairing.onlyBase(), pairing.onlyCandidate());
  }

  private static Comparison compare(
      List<String> group,
      List<Pair> pairs,
      int metric,
      ItemScores base,
      ItemScores candidate,
      Settings settings) {
    Metric compared = base.metrics().get(metric);
    List<Pair> both =
        pairs.stream()
            .filter(pair ->
                base.counts(metric, pair.base()) && candidate.counts(metric, pair.candidate()))
            .toList();
    PairedSample sample =
        new PairedSample(
            compared.description().aggregation(),
            base.side(metric, both.stream().mapToInt(Pair::base).toArray()),
            candidate.side(metric, both.stream().mapToInt(Pair::candidate).toArray()));
    boolean binary = sample.items() > 0 && sample.binary();
    boolean finite = Double.isFinite(sample.difference());
    return new Comparison(
        group,
        compared,
        sample.items(),
        pairs.size() - sample.items(),
        new Comparison.Difference(
            sample.baseValue(),
            sample.candidateValue(),
            sample.difference(),
            finite ? sample.differenceInterval(settings.bootstrap()) : Interval.UNDEFINED),
        binary ? mcNemar(sample) : permutation(sample, finite, settings.permutation()),
        worse(sample, both, base, compared.description().direction(), settings.worst()));
  }

  private static Comparison.Test permutation(
      PairedSample sample, boolean finite, PairedPermutation permutation) {
    double p = finite ? permutation.pValue(sample) : Double.NaN;
    return new Comparison.Test("permutation", p, StrictMath.log10(p), Double.NaN, Double.NaN);
  }

  private static Comparison.Test mcNemar(PairedSample sample) {
    int onlyBase = 0;
    int onlyCandidate = 0;
    for (int item = 0; item < sample.items(); item++) {
      onlyBase += sample.baseValue(item) > sample.candidateValue(item) ? 1 : 0;
      onlyCandidate += sample.candidateValue(item) > sample.baseValue(item) ? 1 : 0;
    }
    return new Comparison.Test(
        "mcnemar",
        McNemar.exact(onlyBase, onlyCandidate),
        McNemar.log10Exact(onlyBase, onlyCandidate),
        Double.NaN,
        Double.NaN);
  }

  private static List<Comparison.Worse> worse(
      PairedSample sample, List<Pair> pairs, ItemScores base, Direction direction, int most) {
    double sign =
        switch (direction) {
          case HIGHER -> 1;
          case LOWER -> -1;
          case NEUTRAL -> 0;
        };
    List<Integer> items = new ArrayList<>();
    for (int item = 0; item < sample.items(); item++) {
      if (loss(sample, item, sign) > 0) {
        items.add(item);
      }
    }
    items.sort(Comparator.comparingDouble(item -> -loss(sample, item, sign)));
    return items.stream()
        .limit(most)
        .map(item ->
            new Comparison.Worse(
                base.name(pairs.get(item).base()).id(),
                sample.baseValue(item),
                sample.candidateValue(item)))
        .toList();
  }

  private static double loss(PairedSample sample, int item, double sign) {
    return sign * (sample.baseValue(item) - sample.candidateValue(item));
  }

  private static List<Comparison> corrected(List<Comparison> comparisons) {
    double[] p = comparisons.stream().mapToDouble(comparison -> comparison.test().p()).toArray();
    double[] holm = MultipleTesting.holm(p);
    double[] bh = MultipleTesting.benjaminiHochberg(p);
    List<Comparison> corrected = new ArrayList<>();
    for (int test = 0; test < p.length; test++) {
      corrected.add(comparisons.get(test).withCorrections(holm[test], bh[test]));
    }
    return corrected;
  }
}
