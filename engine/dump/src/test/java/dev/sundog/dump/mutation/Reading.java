// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.mutation;

import dev.sundog.fixture.Naive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an independent reader reads of an item: prediction and references as lists of tokens.
 *
 * @param prediction tokens of the prediction; null for a missing one
 * @param references tokens of each reference
 * @param known whether the reader is sure; if not, any score is right
 */
record Reading(@Nullable List<?> prediction, List<List<?>> references, boolean known) {
  /** An item whose score the reader does not know. */
  static final Reading UNKNOWN = new Reading(null, List.of(), false);

  /** The words of a text, as Python splits it. */
  static List<String> words(String text) {
    String[] words =
        text.split(
            "[ \\t-\\r\\x1C-\\x1F\\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]+");
    List<String> tokens = new ArrayList<>(List.of(words));
    tokens.removeIf(String::isEmpty);
    return tokens;
  }

  /** Scores of the item: exact match and edit distance, "-" where it has none, "?" if unknown. */
  String scores() {
    if (!known) {
      return "?";
    }
    if (references.isEmpty()) {
      return "- -";
    }
    Map<Object, Integer> ids = new HashMap<>();
    int match = 0;
    int distance = Integer.MAX_VALUE;
    for (List<?> reference : references) {
      int[] wanted = ids(reference, ids);
      int[] found = ids(prediction == null ? List.of() : prediction, ids);
      match = Math.max(match, prediction == null ? 0 : Naive.exactMatch(found, wanted));
      distance = Math.min(distance, Naive.editDistance(found, wanted));
    }
    return match + " " + distance;
  }

  private static int[] ids(List<?> tokens, Map<Object, Integer> ids) {
    return tokens.stream()
        .mapToInt(token -> ids.computeIfAbsent(token, any -> ids.size()))
        .toArray();
  }
}
