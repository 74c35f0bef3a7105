// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

/**
 * Signed sums of differences for many permutations at once. Of every eight items all 256 sums are
 * made beforehand; a permutation then takes 64 items with one random word and eight additions.
 */
final class SwapSums {
  private static final int TABLE = 256;
  private static final int TABLES = Long.BYTES;

  /** By column, then by permutation: Σ ± difference. */
  private final double[][] sums;

  private final long[] keys;
  private final boolean literal;
  private final double[] tables = new double[TABLES * TABLE];

  /**
   * Sums of nothing yet.
   *
   * @param keys by permutation, the key of its random words
   * @param literal whether a key is itself the first word, and the only one that swaps
   */
  SwapSums(long[] keys, boolean literal) {
    this.keys = keys;
    this.literal = literal;
    sums = new double[Swaps.COLUMNS][keys.length];
  }

  void add(Swaps swaps) {
    for (int word = 0; word * Swaps.WORD < swaps.items(); word++) {
      for (int column = 0; column < Swaps.COLUMNS; column++) {
        if (swaps.differing()[column]) {
          fillTables(swaps.differences()[column], word * Swaps.WORD);
          addWord(word, sums[column]);
        }
      }
    }
  }

  /** The difference of the corpus values in a permutation. */
  double difference(Swaps swaps, int permutation) {
    return swaps.difference(sums[0][permutation], sums[1][permutation], sums[2][permutation]);
  }

  private void addWord(int word, double[] sums) {
    for (int permutation = 0; permutation < keys.length; permutation++) {
      long bits = bits(keys[permutation], word);
      sums[permutation] +=
          ((tables[(int) bits & 0xFF] + tables[TABLE + ((int) (bits >>> 8) & 0xFF)])
                  + (tables[2 * TABLE + ((int) (bits >>> 16) & 0xFF)]
                      + tables[3 * TABLE + ((int) (bits >>> 24) & 0xFF)]))
              + ((tables[4 * TABLE + ((int) (bits >>> 32) & 0xFF)]
                      + tables[5 * TABLE + ((int) (bits >>> 40) & 0xFF)])
                  + (tables[6 * TABLE + ((int) (bits >>> 48) & 0xFF)]
                      + tables[7 * TABLE + (int) (bits >>> 56)]));
    }
  }

  private long bits(long key, int word) {
    if (literal) {
      return word == 0 ? key : 0;
    }
    return CounterBits.at(key, word);
  }

  /** By table of eight items and swap pattern: differences kept less differences swapped. */
  private void fillTables(double[] differences, int from) {
    for (int table = 0; table < TABLES; table++) {
      for (int pattern = 0; pattern < TABLE; pattern++) {
        double sum = 0;
        for (int item = 0; item < Byte.SIZE; item++) {
          double difference = differences[from + table * Byte.SIZE + item];
          sum += ((pattern >>> item) & 1) == 0 ? difference : -difference;
        }
        tables[table * TABLE + pattern] = sum;
      }
    }
  }
}
