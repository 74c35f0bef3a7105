// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.rival;

import dev.sundog.bench.workload.TokenPairs;

/** Token sequences as strings, one character per token, for libraries that take only strings. */
public final class TokenStrings {
  private final String[] predictions;
  private final String[] references;

  private TokenStrings(String[] predictions, String[] references) {
    this.predictions = predictions;
    this.references = references;
  }

  /**
   * The pairs as strings. An id becomes the character of that number; ids from the first surrogate
   * on are shifted by 2,048, so that no two characters form one code point.
   *
   * @param pairs ids below 63,488
   * @throws IllegalArgumentException if an id does not fit a character
   */
  public static TokenStrings of(TokenPairs pairs) {
    String[] predictions = new String[pairs.count()];
    String[] references = new String[pairs.count()];
    for (int i = 0; i < pairs.count(); i++) {
      predictions[i] = string(pairs.predictions(), pairs.predictionOffsets(), i);
      references[i] = string(pairs.references(), pairs.referenceOffsets(), i);
    }
    return new TokenStrings(predictions, references);
  }

  /** Number of pairs. */
  public int count() {
    return references.length;
  }

  /** One prediction. */
  public String prediction(int pair) {
    return predictions[pair];
  }

  /** One reference. */
  public String reference(int pair) {
    return references[pair];
  }

  private static String string(int[] tokens, int[] offsets, int sequence) {
    char[] chars = new char[offsets[sequence + 1] - offsets[sequence]];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = character(tokens[offsets[sequence] + i]);
    }
    return new String(chars);
  }

  private static char character(int id) {
    int surrogates = Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1;
    int code = id < Character.MIN_SURROGATE ? id : id + surrogates;
    if (id < 0 || code > Character.MAX_VALUE) {
      throw new IllegalArgumentException("token " + id + " does not fit a character");
    }
    return (char) code;
  }
}
