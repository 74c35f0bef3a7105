// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

/**
 * Levenshtein distance of long patterns: blocks of 64 rows in neighbouring 64-bit lanes, each one
 * column after the lane above it, so that the lanes of a pair form a wavefront through its matrix.
 *
 * <p>Myers, G., 1999, for the blocks; Wozniak, A., "Using video-oriented instructions to speed up
 * sequence comparison", 1997, for vectors along the wavefront.
 */
final class BlockWavefrontDistance implements AutoCloseable {
  private final BlockWavefrontGroup group = new BlockWavefrontGroup();
  private final BlockWavefrontMatches matches = new BlockWavefrontMatches();

  /**
   * Computes the whole matrices of a list.
   *
   * @param words lanes per pair: 2, 4 or 8
   */
  void editDistance(PairList list, int words, int[] out) {
    list.order(list.columns);
    for (int place = 0; place < list.size; place += group.count()) {
      group.load(list, place, words);
      BlockWavefrontMatrix.whole(group, matches);
      for (int pair = 0; pair < group.count(); pair++) {
        out[list.pair[group.entry(pair)]] = group.score(pair);
      }
    }
  }

  @Override
  public void close() {
    group.close();
  }
}
