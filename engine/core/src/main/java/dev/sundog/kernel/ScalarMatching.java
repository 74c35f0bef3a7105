// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;

/** Exact match, common prefix and Hamming distance in plain Java. */
final class ScalarMatching {
  private ScalarMatching() {}

  static void exactMatch(TokenColumn predictions, TokenColumn references, int[] out) {
    MemorySegment p = predictions.values();
    MemorySegment r = references.values();
    int width = predictions.width();
    for (int pair = 0; pair < predictions.count(); pair++) {
      int length = predictions.length(pair);
      out[pair] =
          length == references.length(pair)
                  && firstDifference(
                          p,
                          width * predictions.offset(pair),
                          r,
                          width * references.offset(pair),
                          width * (long) length)
                      < 0
              ? 1
              : 0;
    }
  }

  static void commonPrefix(TokenColumn predictions, TokenColumn references, int[] out) {
    MemorySegment p = predictions.values();
    MemorySegment r = references.values();
    int width = predictions.width();
    for (int pair = 0; pair < predictions.count(); pair++) {
      int shorter = Math.min(predictions.length(pair), references.length(pair));
      long difference =
          firstDifference(
              p,
              width * predictions.offset(pair),
              r,
              width * references.offset(pair),
              width * (long) shorter);
      out[pair] = difference < 0 ? shorter : (int) (difference / width);
    }
  }

  static void hammingDistance(TokenColumn predictions, TokenColumn references, int[] out) {
    for (int pair = 0; pair < predictions.count(); pair++) {
      int p = predictions.length(pair);
      int r = references.length(pair);
      long pFrom = predictions.offset(pair);
      long rFrom = references.offset(pair);
      int distance = Math.abs(p - r);
      for (int position = 0; position < Math.min(p, r); position++) {
        if (predictions.value(pFrom + position) != references.value(rFrom + position)) {
          distance++;
        }
      }
      out[pair] = distance;
    }
  }

  /** Offset of the first different byte of two ranges of {@code bytes} bytes, or −1. */
  private static long firstDifference(
      MemorySegment p, long pFrom, MemorySegment r, long rFrom, long bytes) {
    return MemorySegment.mismatch(p, pFrom, pFrom + bytes, r, rFrom, rFrom + bytes);
  }
}
