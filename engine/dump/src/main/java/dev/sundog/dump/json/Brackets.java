package dev.sundog.dump.json;

import java.util.Arrays;

/** Which of the brackets that are open are braces, a bit a level. Not thread-safe. */
final class Brackets {
  private long[] braces = new long[4];

  /** Opens a bracket inside as many others; what was open there before is closed. */
  void open(int outer, boolean brace) {
    int word = outer >>> 6;
    if (word == braces.length) {
      braces = Arrays.copyOf(braces, 2 * word);
    }
    long bit = 1L << outer;
    braces[word] = brace ? braces[word] | bit : braces[word] & ~bit;
  }

  /** Whether the bracket inside as many others is a brace. */
  boolean isBrace(int outer) {
    return ((braces[outer >>> 6] >>> outer) & 1) != 0;
  }
}
