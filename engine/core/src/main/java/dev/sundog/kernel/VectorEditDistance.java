package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;

/**
 * Levenshtein distance on vectors, by what a pair needs:
 *
 * <table>
 * <caption>Which kernel a pair goes to</caption>
 * <tr><td>in a run of pairs with at most 8 tokens a side</td><td>{@link ShortPairDistance}</td></tr>
 * <tr><td>at most 62 tokens, and few edits</td><td>{@link FurthestReachingDistance}</td></tr>
 * <tr><td>one side is used up by trimming</td><td>nothing more: {@link PairTrimming}</td></tr>
 * <tr><td>both sides at most two vectors long</td><td>{@link SingleWordDistance}</td></tr>
 * <tr><td>at least {@value #BANDED_ROWS} rows, and ends that are alike</td><td>{@link InterSequenceMatrix}: a
 * narrow band, which ends it or gives an upper bound; then a band of that bound</td></tr>
 * <tr><td>all others with so many rows, up to {@value BlockWavefrontGroup#LONGEST} columns</td><td>{@link
 * BlockWavefrontMatrix}: the whole matrix, 64 rows per lane</td></tr>
 * <tr><td>a text still longer, or too few pairs of like size to fill lanes</td><td>{@link
 * ScalarEditDistance}</td></tr>
 * <tr><td>all others</td><td>{@link InterSequenceMatrix}: the whole matrix, a pair per lane</td></tr>
 * </table>
 */
final class VectorEditDistance {
  /** Rows from which a band is tried first. */
  static final int BANDED_ROWS = 160;

  /** Pairs, and tokens, of a chunk: it is read again after trimming, so it stays in the cache. */
  private static final int CHUNK_PAIRS = 4096;

  private static final int CHUNK_TOKENS = 1 << 18;

  /** Pairs that a chunk has at least, whatever their size: lanes should find their like. */
  private static final int LEAST_PAIRS = 1024;

  private VectorEditDistance() {}

  static void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    if (predictions.width() != Short.BYTES) {
      ScalarEditDistance.editDistance(predictions, references, scratch, out);
      return;
    }
    LanePlan plan = scratch.lanePlan();
    int from = 0;
    while (from < predictions.count()) {
      int to = chunkEnd(predictions, references, from);
      plan.clear(predictions, references, to - from);
      inInputOrder(predictions, references, from, to, plan, out);
      banded(plan, out);
      oneWord(plan, out);
      whole(plan, out);
      words(plan, out);
      oneByOne(predictions, references, plan, scratch, out);
      from = to;
    }
  }

  /** Scores runs of tiny pairs, and near ones; trims all others, and tells where each goes. */
  static void inInputOrder(
      TokenColumn predictions, TokenColumn references, int from, int to, LanePlan plan, int[] out) {
    int pair = from;
    for (; pair + ShortPairBlock.PAIRS <= to; pair += ShortPairBlock.PAIRS) {
      if (!plan.tiny.editDistance(predictions, references, pair, out)) {
        others(predictions, references, pair, pair + ShortPairBlock.PAIRS, plan, out);
      }
    }
    others(predictions, references, pair, to, plan, out);
  }

  private static void others(
      TokenColumn predictions, TokenColumn references, int from, int to, LanePlan plan, int[] out) {
    int left = plan.diagonal.editDistance(predictions, references, from, to, out);
    PairTrimming.trim(predictions, references, plan.diagonal.left, left, plan, out);
  }

  static int chunkEnd(TokenColumn predictions, TokenColumn references, int from) {
    int to = Math.min(predictions.count(), from + LEAST_PAIRS);
    int limit = Math.min(predictions.count(), from + CHUNK_PAIRS);
    long tokens = predictions.offset(from) + references.offset(from) + CHUNK_TOKENS;
    while (to < limit && predictions.offset(to) + references.offset(to) < tokens) {
      to = Math.min(limit, to + ShortPairBlock.PAIRS);
    }
    return to;
  }

  private static void oneWord(LanePlan plan, int[] out) {
    plan.word.editDistance(plan.oneWord[0], false, out);
    plan.word.editDistance(plan.oneWord[1], true, out);
  }

  private static void whole(LanePlan plan, int[] out) {
    PairList list = plan.whole;
    InterSequenceGroup group = plan.group;
    list.order(list.columns);
    for (int place = 0; place < list.size; place += InterSequenceGroup.PAIRS) {
      if (group.measure(list, place)) {
        for (int index = 0; index < group.count(); index++) {
          plan.single.add(list, list.at(place + index));
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

  private static void words(LanePlan plan, int[] out) {
    BlockWavefrontGroup group = plan.wordGroup;
    for (int log = 1; log < plan.words.length; log++) {
      PairList list = plan.words[log];
      list.order(list.columns);
      for (int place = 0; place < list.size; place += group.count()) {
        group.load(list, place, 1 << log);
        BlockWavefrontMatrix.whole(group, plan.wordMatches);
        for (int pair = 0; pair < group.count(); pair++) {
          out[list.pair[group.entry(pair)]] = group.score(pair);
        }
      }
    }
  }

  /**
   * A narrow band for every long pair whose ends are alike. It answers the nearest, and gives the
   * others an upper bound, which is a band that answers them, if it is not about as wide as the
   * matrix.
   */
  private static void banded(LanePlan plan, int[] out) {
    PairList list = plan.probed;
    for (int entry = 0; entry < list.size; entry++) {
      int excess = list.columns[entry] - list.rows[entry];
      list.bound[entry] = Math.max(excess, firstBound(list.rows[entry]));
      if (Likeness.alike(list, entry)) {
        plan.alike.add(list, entry);
      } else {
        plan.words(list.rows[entry]).add(list, entry);
      }
    }
    list = plan.alike;
    pass(plan.group, list);
    for (int entry = 0; entry < list.size; entry++) {
      int upper = list.upper[entry];
      if (upper <= list.bound[entry]) {
        out[list.pair[entry]] = upper;
      } else if (upper + InterSequenceRecurrence.ROWS > list.columns[entry] / 4 * 3) {
        plan.words(list.rows[entry]).add(list, entry);
      } else {
        list.bound[entry] = upper;
        plan.bounded.add(list, entry);
      }
    }
    pass(plan.group, plan.bounded);
    for (int entry = 0; entry < plan.bounded.size; entry++) {
      out[plan.bounded.pair[entry]] = plan.bounded.upper[entry];
    }
  }

  /**
   * The bound of the first band. Of many rows a narrow one costs little beside the second; of few
   * it costs as much, so it should answer.
   */
  private static int firstBound(int rows) {
    return rows <= 512 ? rows / 8 : Math.max(32, rows / 64);
  }

  static void pass(InterSequenceGroup group, PairList list) {
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

  private static void oneByOne(
      TokenColumn predictions,
      TokenColumn references,
      LanePlan plan,
      KernelScratch scratch,
      int[] out) {
    for (int entry = 0; entry < plan.single.size; entry++) {
      int pair = plan.single.pair[entry];
      out[pair] = ScalarEditDistance.distance(predictions, references, pair, scratch);
    }
  }
}
