// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;

/** The lists of pairs that {@link EditDistanceRouter} fills, and the kernels with their memory. */
final class EditDistanceScratch implements AutoCloseable {
  /** Pairs whose longer side fits one word: the references, then the predictions. */
  final PairList[] singleWord = {new PairList(), new PairList()};

  /** Pairs whose whole matrix is computed in one 16-bit lane. */
  final PairList interSequence = new PairList();

  /** Pairs whose first, narrow band is computed. */
  final PairList narrowBand = new PairList();

  /** Pairs whose distance lies within a known band. */
  final PairList band = new PairList();

  /** Pairs whose whole matrix is computed in several lanes, by log2 of the number of lanes. */
  final PairList[] blockWavefront = {
    new PairList(), new PairList(), new PairList(), new PairList()
  };

  /** Pairs that no vector kernel takes. */
  final PairList scalar = new PairList();

  final ShortPairDistance shortPairKernel;
  final FurthestReachingDistance furthestKernel = new FurthestReachingDistance();
  final SingleWordDistance singleWordKernel = new SingleWordDistance();
  final InterSequenceDistance interSequenceKernel = new InterSequenceDistance();
  final BlockWavefrontDistance blockWavefrontKernel = new BlockWavefrontDistance();

  EditDistanceScratch(ShortPairBlock block) {
    shortPairKernel = new ShortPairDistance(block);
  }

  /** Empties all lists, for up to {@code capacity} pairs of the given columns. */
  void clear(TokenColumn predictions, TokenColumn references, int capacity) {
    for (PairList list : singleWord) {
      list.clear(predictions, references, capacity);
    }
    interSequence.clear(predictions, references, capacity);
    narrowBand.clear(predictions, references, capacity);
    band.clear(predictions, references, capacity);
    for (PairList list : blockWavefront) {
      list.clear(predictions, references, capacity);
    }
    scalar.clear(predictions, references, capacity);
  }

  @Override
  public void close() {
    furthestKernel.close();
    singleWordKernel.close();
    interSequenceKernel.close();
    blockWavefrontKernel.close();
  }
}
