// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import java.util.Arrays;

/** The open brackets, one bit per level: set for braces. Not thread-safe. */
final class Brackets {
  private long[] braces = new long[4];

  /** Opens a bracket at a level, from 0; levels above are closed. */
  void open(int level, boolean brace) {
    int word = level >>> 6;
    if (word == braces.length) {
      braces = Arrays.copyOf(braces, 2 * word);
    }
    long bit = 1L << level;
    braces[word] = brace ? braces[word] | bit : braces[word] & ~bit;
  }

  /** Whether the bracket at a level is a brace. */
  boolean isBrace(int level) {
    return ((braces[level >>> 6] >>> level) & 1) != 0;
  }
}
