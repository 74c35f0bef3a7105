// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

/**
 * Some of the resamples of a {@link Bootstrap}, block of items by block, four columns at a time.
 */
final class BootstrapTask {
  private static final int BLOCK = Bootstrap.BLOCK;
  private static final int QUAD = 4;
  private static final int CHUNK = 1024;

  private final double[][] columns;
  private final int items;
  private final int blocks;
  private final long seed;
  private final int first;
  private final int end;

  /** Draws that fall into each block: by resample, then by block. */
  private final int[][] drawsIn;

  private final double[][] quads;
  private final int[] rows = new int[CHUNK];

  BootstrapTask(double[][] columns, int items, long seed, int first, int end) {
    this.columns = columns;
    this.items = items;
    this.seed = seed;
    this.first = first;
    this.end = end;
    blocks = (items + BLOCK - 1) / BLOCK;
    drawsIn = new int[end - first][blocks];
    quads = new double[(columns.length + QUAD - 1) / QUAD][BLOCK * QUAD];
  }

  /** Adds up the task's resamples into its part of {@code sums[column][resample]}. */
  void run(double[][] sums) {
    for (int resample = first; resample < end; resample++) {
      drawBlocks(CounterBits.key(seed, 2L * resample), drawsIn[resample - first]);
    }
    for (int block = 0; block < blocks; block++) {
      int from = block * BLOCK;
      int size = Math.min(BLOCK, items - from);
      load(from, size);
      for (int resample = first; resample < end; resample++) {
        long key = CounterBits.key(seed, 2L * resample + 1) + ((long) block << 32);
        drawItems(key, size, drawsIn[resample - first][block], resample, sums);
      }
    }
  }

  /** Two draws of 32 bits from each word: the chance of a block is off by less than 2^−32. */
  private void drawBlocks(long key, int[] draws) {
    for (int draw = 0; draw + 1 < items; draw += 2) {
      long bits = CounterBits.at(key, draw);
      draws[CounterBits.below(items, bits >>> 32) / BLOCK]++;
      draws[CounterBits.below(items, bits) / BLOCK]++;
    }
    if (items % 2 == 1) {
      long bits = CounterBits.at(key, items);
      draws[CounterBits.below(items, bits >>> 32) / BLOCK]++;
    }
  }

  private void load(int from, int size) {
    for (int column = 0; column < columns.length; column++) {
      double[] quad = quads[column / QUAD];
      for (int row = 0; row < size; row++) {
        quad[row * QUAD + column % QUAD] = columns[column][from + row];
      }
    }
  }

  private void drawItems(long key, int size, int draws, int resample, double[][] sums) {
    for (int done = 0; done < draws; done += CHUNK) {
      int count = Math.min(CHUNK, draws - done);
      for (int draw = 0; draw < count; draw += 2) {
        long bits = CounterBits.at(key, done + draw);
        rows[draw] = CounterBits.below(size, bits >>> 32) * QUAD;
        rows[draw + 1] = CounterBits.below(size, bits) * QUAD;
      }
      for (int quad = 0; quad < quads.length; quad++) {
        add(quads[quad], count, quad * QUAD, resample, sums);
      }
    }
  }

  private void add(double[] quad, int count, int column, int resample, double[][] sums) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int draw = 0; draw < count; draw++) {
      int row = rows[draw];
      a += quad[row];
      b += quad[row + 1];
      c += quad[row + 2];
      d += quad[row + 3];
    }
    double[] added = {a, b, c, d};
    for (int part = 0; part < QUAD && column + part < columns.length; part++) {
      sums[column + part][resample] += added[part];
    }
  }
}
