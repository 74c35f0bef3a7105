// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;

/**
 * Common ends of a pair, token by token. An optimal alignment keeps them, so distances, hits and
 * subsequences are computed on the tokens between them.
 */
final class ScalarTrimming {
  private ScalarTrimming() {}

  /** Number of tokens that two ranges share from their starts, at most {@code limit}. */
  static int commonPrefix(
      TokenColumn predictions, long p, TokenColumn references, long r, int limit) {
    int equal = 0;
    while (equal < limit && predictions.value(p + equal) == references.value(r + equal)) {
      equal++;
    }
    return equal;
  }

  /** Number of tokens that two ranges share before their ends, at most {@code limit}. */
  static int commonSuffix(
      TokenColumn predictions, long pEnd, TokenColumn references, long rEnd, int limit) {
    int equal = 0;
    while (equal < limit
        && predictions.value(pEnd - equal - 1) == references.value(rEnd - equal - 1)) {
      equal++;
    }
    return equal;
  }
}
