package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;

/**
 * Levenshtein distance up to a bound on vectors: tiny pairs as a whole, all others within the band
 * of the bound, so that the cost of a row follows the bound. What the band says beyond the bound is
 * no distance, but never below it.
 */
final class VectorBoundedDistance {
  private VectorBoundedDistance() {}

  static void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch scratch,
      int[] out) {
    if (predictions.width() != Short.BYTES) {
      ScalarBoundedDistance.boundedEditDistance(predictions, references, bound, scratch, out);
      return;
    }
    LanePlan plan = scratch.lanePlan();
    int from = 0;
    while (from < predictions.count()) {
      int to = VectorEditDistance.chunkEnd(predictions, references, from);
      plan.clear(predictions, references, to - from);
      VectorEditDistance.inInputOrder(predictions, references, from, to, plan, out);
      for (PairList list : plan.oneWord) {
        within(list, bound, plan.bounded, out);
      }
      within(plan.whole, bound, plan.bounded, out);
      within(plan.probed, bound, plan.bounded, out);
      VectorEditDistance.pass(plan.group, plan.bounded);
      for (int entry = 0; entry < plan.bounded.size; entry++) {
        out[plan.bounded.pair[entry]] = plan.bounded.upper[entry];
      }
      oneByOne(predictions, references, plan, bound, scratch, out);
      for (int pair = from; pair < to; pair++) {
        out[pair] = Math.min(out[pair], bound + 1);
      }
      from = to;
    }
  }

  /** Lists the pairs whose lengths do not already differ by more than the bound. */
  private static void within(PairList list, int bound, PairList bounded, int[] out) {
    for (int entry = 0; entry < list.size; entry++) {
      if (list.columns[entry] - list.rows[entry] > bound) {
        out[list.pair[entry]] = bound + 1;
      } else {
        list.bound[entry] = Math.min(bound, list.columns[entry]);
        bounded.add(list, entry);
      }
    }
  }

  /** Texts that are too long for lanes. */
  private static void oneByOne(
      TokenColumn predictions,
      TokenColumn references,
      LanePlan plan,
      int bound,
      KernelScratch scratch,
      int[] out) {
    for (PairList list : plan.tooLong) {
      for (int entry = 0; entry < list.size; entry++) {
        int pair = list.pair[entry];
        out[pair] = ScalarBoundedDistance.distance(predictions, references, pair, bound, scratch);
      }
    }
  }
}
