// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import static java.util.Objects.requireNonNull;

/**
 * The description of generated pairs.
 *
 * <p>The reference has a length drawn from {@code lengths} and tokens drawn from the vocabulary.
 * The prediction is the same (identical), or the reference after {@code max(1, editPercent %)}
 * edits that are substitutions by another token, insertions and deletions with equal probability at
 * places drawn one after the other (near), or tokens of a length drawn anew (unrelated).
 *
 * @param name short name, used in tables of results
 * @param lengths lengths of references, and of unrelated predictions, in tokens
 * @param vocabularySize number of different token ids, at least 1,110
 * @param numberPercent share of tokens that are one of 1,110 equally likely ids, in percent; the
 *     others follow Zipf's law with exponent 1 over the whole vocabulary
 * @param mix shares of identical, near and unrelated pairs
 * @param editPercent edits of a near pair, in percent of the reference's length
 * @param fullPairs number of pairs of a full run
 */
public record Workload(
    String name,
    Lengths lengths,
    int vocabularySize,
    int numberPercent,
    Mix mix,
    int editPercent,
    int fullPairs) {
  /** Checks that nothing is null; the numbers are checked when pairs are generated. */
  public Workload {
    requireNonNull(name, "name");
    requireNonNull(lengths, "lengths");
    requireNonNull(mix, "mix");
  }

  /**
   * This workload with one class of pairs, or another mix of them.
   *
   * @param suffix appended to the name after a hyphen
   */
  public Workload withMix(String suffix, Mix newMix) {
    return new Workload(
        name + "-" + suffix,
        lengths,
        vocabularySize,
        numberPercent,
        newMix,
        editPercent,
        fullPairs);
  }

  /**
   * This workload over another number of ids.
   *
   * @param suffix appended to the name after a hyphen
   */
  public Workload withVocabulary(String suffix, int newSize) {
    return new Workload(
        name + "-" + suffix, lengths, newSize, numberPercent, mix, editPercent, fullPairs);
  }

  /**
   * The first pairs of the seed's series.
   *
   * @param seed any value; {@link Workloads#SEED} for recorded runs
   */
  public TokenPairs generate(int pairs, long seed) {
    return generator(seed).generate(0, pairs);
  }

  /**
   * A generator of ranges of the seed's series, for runs that do not fit into memory.
   *
   * @param seed any value; {@link Workloads#SEED} for recorded runs
   */
  public PairGenerator generator(long seed) {
    return new PairGenerator(this, seed);
  }
}
