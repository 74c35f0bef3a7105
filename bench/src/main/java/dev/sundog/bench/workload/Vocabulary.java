// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import dev.sundog.emergence.workload.SplitMix64;

/**
 * Token ids and how often each occurs: Zipf's law with exponent 1 over scrambled ids, some of the
 * tokens taken from a small set of "number" ids instead, as in arithmetic.
 *
 * <p>Ids are scrambled so that frequent tokens do not sit next to each other. The table is Walker's
 * alias method (1977): one 64-bit draw a token.
 */
final class Vocabulary {
  /** Ids of numbers: as many as there are strings of one to three digits. */
  private static final int NUMBER_IDS = 1_110;

  private static final long SCRAMBLE_SEED = 0x5EED_0F1D5L;
  private static final long TWO_TO_32 = 1L << 32;

  private final int[] scrambledIds;
  private final int[] alias;
  private final long[] threshold;
  private final int numberPercent;

  /** A table for {@code size} ids, of which {@code numberPercent} % of tokens are number ids. */
  Vocabulary(int size, int numberPercent) {
    if (size < NUMBER_IDS) {
      throw new IllegalArgumentException("vocabulary of " + size + " ids: need " + NUMBER_IDS);
    }
    this.numberPercent = numberPercent;
    scrambledIds = scrambled(size);
    alias = new int[size];
    threshold = new long[size];
    buildAliases(size);
  }

  int draw(SplitMix64 random) {
    if (numberPercent > 0 && random.nextInt(100) < numberPercent) {
      return scrambledIds[scrambledIds.length - 1 - random.nextInt(NUMBER_IDS)];
    }
    long bits = random.nextLong();
    int rank = (int) (((bits >>> 32) * alias.length) >>> 32);
    return scrambledIds[(bits & (TWO_TO_32 - 1)) < threshold[rank] ? rank : alias[rank]];
  }

  /** A different token. */
  int drawOther(SplitMix64 random, int token) {
    int other = draw(random);
    while (other == token) {
      other = draw(random);
    }
    return other;
  }

  private static int[] scrambled(int size) {
    SplitMix64 random = new SplitMix64(SCRAMBLE_SEED);
    int[] ids = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      ids[i] = ids[j];
      ids[j] = i;
    }
    return ids;
  }

  private void buildAliases(int size) {
    double harmonic = 0;
    for (int rank = size; rank >= 1; rank--) {
      harmonic += 1.0 / rank;
    }
    double[] scaled = new double[size];
    int heavy = 0;
    for (int rank = 0; rank < size; rank++) {
      scaled[rank] = size / (harmonic * (rank + 1));
      alias[rank] = rank;
      threshold[rank] = TWO_TO_32;
      if (scaled[rank] >= 1) {
        heavy = rank;
      }
    }
    // Ranks are sorted by weight: light ones are those past the last heavy one, and each takes what
    // it lacks from the heaviest that still has some to give, which may become light in turn.
    int donor = 0;
    int needy = heavy + 1;
    int nextLight = heavy + 2;
    while (needy < size) {
      threshold[needy] = (long) (scaled[needy] * TWO_TO_32);
      alias[needy] = donor;
      scaled[donor] -= 1 - scaled[needy];
      if (scaled[donor] < 1 && donor < heavy) {
        needy = donor++;
      } else {
        needy = nextLight++;
      }
    }
  }
}
