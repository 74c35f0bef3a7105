package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;

/** The pairs of a chunk by the way that they go, and the memory of the lanes. */
final class LanePlan implements AutoCloseable {
  /** Pairs that are not worth lanes. */
  final PairList single = new PairList();

  /** Trimmed pairs whose whole matrix is computed. */
  final PairList whole = new PairList();

  /** Trimmed pairs for which a narrow band is tried first. */
  final PairList probed = new PairList();

  /** Those of them whose ends are alike. */
  final PairList alike = new PairList();

  /** Those of them whose distance lies within a wider band. */
  final PairList bounded = new PairList();

  /** Pairs with long patterns whose whole matrix is computed, by the binary logarithm of words. */
  final PairList[] words = {new PairList(), new PairList(), new PairList(), new PairList()};

  /** Where pairs are whose texts are too long for a lane's 16 bits, after trimming. */
  final PairList[] tooLong = {single, words[1], words[2], words[3]};

  /** The lanes of long patterns. */
  final BlockWavefrontGroup wordGroup = new BlockWavefrontGroup();

  /** Their match masks. */
  final BlockWavefrontMatches wordMatches = new BlockWavefrontMatches();

  /** Trimmed pairs whose longer side fits two vectors and is the reference, or the prediction. */
  final PairList[] oneWord = {new PairList(), new PairList()};

  /** Runs of tiny pairs. */
  final ShortPairDistance tiny;

  /** Runs of others. */
  final FurthestReachingDistance diagonal = new FurthestReachingDistance();

  /** The words of short patterns. */
  final SingleWordDistance word = new SingleWordDistance();

  /** The lanes. */
  final InterSequenceGroup group = new InterSequenceGroup();

  LanePlan(ShortPairBlock run) {
    tiny = new ShortPairDistance(run);
  }

  /** Empties all lists, for up to {@code capacity} pairs of the given columns. */
  void clear(TokenColumn predictions, TokenColumn references, int capacity) {
    whole.clear(predictions, references, capacity);
    probed.clear(predictions, references, capacity);
    bounded.clear(predictions, references, capacity);
    alike.clear(predictions, references, capacity);
    for (PairList list : oneWord) {
      list.clear(predictions, references, capacity);
    }
    for (PairList list : words) {
      list.clear(predictions, references, capacity);
    }
    single.clear(predictions, references, capacity);
  }

  /** The list for pairs whose longer side fits {@link SingleWordDistance#ROWS}. */
  PairList oneWord(int m, int n) {
    return oneWord[(n - m) >>> 31];
  }

  /**
   * The list for patterns of so many rows: as many words as they fill, or as a vector has. Of
   * vectors with two words the scalar twin is as fast, and C2 permutes no two words.
   */
  PairList words(int rows) {
    if (BlockWavefrontGroup.LANES == 2) {
      return single;
    }
    int log = rows <= 128 ? 1 : rows <= 256 ? 2 : 3;
    return words[Math.min(log, Integer.numberOfTrailingZeros(BlockWavefrontGroup.LANES))];
  }

  @Override
  public void close() {
    diagonal.close();
    word.close();
    group.close();
    wordGroup.close();
  }
}
