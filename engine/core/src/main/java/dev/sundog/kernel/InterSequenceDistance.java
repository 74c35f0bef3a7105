// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

/**
 * Levenshtein distance with one pair per 16-bit lane ("inter-sequence" parallelism): pairs of
 * similar size are grouped, and every lane computes its own matrix.
 *
 * <p>Rognes, T., "Faster Smith-Waterman database searches with inter-sequence SIMD
 * parallelisation", 2011.
 */
final class InterSequenceDistance implements AutoCloseable {
  private final InterSequenceGroup group = new InterSequenceGroup();

  /**
   * Computes the whole matrices of a list.
   *
   * @param sparse receives the pairs of groups that would leave most lanes idle
   */
  void editDistance(PairList list, PairList sparse, int[] out) {
    list.order(list.columns);
    for (int place = 0; place < list.size; place += InterSequenceGroup.PAIRS) {
      if (group.measure(list, place)) {
        for (int index = 0; index < group.count(); index++) {
          sparse.add(list, list.at(place + index));
        }
        continue;
      }
      group.load(list, place);
      InterSequenceMatrix.whole(group);
      for (int index = 0; index < group.count(); index++) {
        out[list.pair[group.entry(index)]] = group.score(index);
      }
    }
  }

  /**
   * Computes only the band of each pair's bound. Sets {@link PairList#upper}: the distance if it is
   * at most the bound, else an upper bound of it that is above the bound.
   */
  void banded(PairList list) {
    list.order(list.bound);
    for (int place = 0; place < list.size; place += InterSequenceGroup.PAIRS) {
      group.measure(list, place);
      group.load(list, place);
      InterSequenceMatrix.banded(group);
      for (int index = 0; index < group.count(); index++) {
        list.upper[group.entry(index)] = group.score(index);
      }
    }
  }

  @Override
  public void close() {
    group.close();
  }
}
