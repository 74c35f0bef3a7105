// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import dev.sundog.emergence.workload.SplitMix64;

/** Generates ranges of the series of pairs of a workload and a seed. */
public final class PairGenerator {
  private final Workload workload;
  private final long seed;
  private final Vocabulary vocabulary;
  private final SplitMix64 random = new SplitMix64(0);

  PairGenerator(Workload workload, long seed) {
    this.workload = workload;
    this.seed = seed;
    this.vocabulary = new Vocabulary(workload.vocabularySize(), workload.numberPercent());
  }

  /**
   * Pairs {@code first} to {@code first + pairs − 1} of the series.
   *
   * @param first index of the first pair, at least 0
   * @param pairs number of pairs; tokens of either side must fit an array
   * @return the pairs, independent of what was generated before
   */
  public TokenPairs generate(long first, int pairs) {
    TokenArray predictions = new TokenArray(pairs, expectedTokens(pairs));
    TokenArray references = new TokenArray(pairs, expectedTokens(pairs));
    for (int i = 0; i < pairs; i++) {
      random.restart(seed, first + i);
      appendPair(predictions, references);
      predictions.endSequence();
      references.endSequence();
    }
    return new TokenPairs(
        predictions.tokens(), predictions.offsets(), references.tokens(), references.offsets());
  }

  private void appendPair(TokenArray predictions, TokenArray references) {
    int pairClass = random.nextInt(100);
    Mix mix = workload.mix();
    appendDrawn(references);
    if (pairClass < mix.identicalPercent()) {
      predictions.appendLastOf(references);
    } else if (pairClass < mix.identicalPercent() + mix.nearPercent()) {
      predictions.appendLastOf(references);
      edit(predictions, Math.max(1, predictions.openLength() * workload.editPercent() / 100));
    } else {
      appendDrawn(predictions);
    }
  }

  private void appendDrawn(TokenArray side) {
    int length = workload.lengths().draw(random);
    for (int i = 0; i < length; i++) {
      side.append(vocabulary.draw(random));
    }
  }

  private void edit(TokenArray side, int edits) {
    for (int i = 0; i < edits; i++) {
      int kind = random.nextInt(3);
      int length = side.openLength();
      if (kind == 0 || length == 0) {
        side.insert(random.nextInt(length + 1), vocabulary.draw(random));
      } else if (kind == 1) {
        side.delete(random.nextInt(length));
      } else {
        int position = random.nextInt(length);
        side.set(position, vocabulary.drawOther(random, side.get(position)));
      }
    }
  }

  private int expectedTokens(int pairs) {
    Lengths lengths = workload.lengths();
    return (int) Math.min(1 << 28, (lengths.min() + lengths.max()) * 0.51 * pairs + 4096);
  }
}
