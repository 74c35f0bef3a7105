// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Memory that the kernels of one worker reuse: it grows to the need of the largest batch, so that
 * nothing is allocated per sequence. Not thread-safe. Must not be used after {@link #close}.
 */
public final class KernelScratch implements AutoCloseable {
  private final MatchMasks matchMasks = new MatchMasks();
  private @Nullable ShortPairBlock shortPairBlock;
  private @Nullable ShortPairMatching shortPairMatching;
  private @Nullable EditDistanceScratch editDistance;
  private @Nullable LogitsBlock logitsBlock;
  private final double[] doubleLanes = new double[ScalarLogprobs.LANES];
  private final float[] floatLanes = new float[ScalarLogprobs.LANES];
  private long[] vertical = new long[64];
  private byte[] horizontal = new byte[256];
  private int[] band = new int[64];

  /** An empty scratch; off-heap memory is allocated when a kernel first needs it. */
  public KernelScratch() {}

  MatchMasks matchMasks() {
    return matchMasks;
  }

  /** Running sums of one item; contents undefined. */
  double[] doubleLanes() {
    return doubleLanes;
  }

  /** Running minima of one item; contents undefined. */
  float[] floatLanes() {
    return floatLanes;
  }

  /** Created on first use, as the next two: their classes need the vector module. */
  private ShortPairBlock shortPairBlock() {
    if (shortPairBlock == null) {
      shortPairBlock = new ShortPairBlock();
    }
    return shortPairBlock;
  }

  ShortPairMatching shortPairMatching() {
    if (shortPairMatching == null) {
      shortPairMatching = new ShortPairMatching(shortPairBlock());
    }
    return shortPairMatching;
  }

  EditDistanceScratch editDistance() {
    if (editDistance == null) {
      editDistance = new EditDistanceScratch(shortPairBlock());
    }
    return editDistance;
  }

  /** A block of logits with its sums. */
  LogitsBlock logitsBlock() {
    if (logitsBlock == null) {
      logitsBlock = new LogitsBlock();
    }
    return logitsBlock;
  }

  /** Vertical delta words, VP then VN; contents undefined. */
  long[] vertical(int words) {
    if (vertical.length < words) {
      vertical = new long[Math.max(words, 2 * vertical.length)];
    }
    return vertical;
  }

  /** Horizontal delta of every text column in one row; contents undefined. */
  byte[] horizontal(int columns) {
    if (horizontal.length < columns) {
      horizontal = new byte[Math.max(columns, 2 * horizontal.length)];
    }
    return horizontal;
  }

  /** Cells of a band of diagonals; contents undefined. */
  int[] band(int cells) {
    if (band.length < cells) {
      band = new int[Math.max(cells, 2 * band.length)];
    }
    return band;
  }

  /** Frees off-heap memory. */
  @Override
  public void close() {
    if (shortPairBlock != null) {
      shortPairBlock.close();
      shortPairBlock = null;
      shortPairMatching = null;
    }
    if (editDistance != null) {
      editDistance.close();
      editDistance = null;
    }
    if (logitsBlock != null) {
      logitsBlock.close();
      logitsBlock = null;
    }
  }
}
