// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.compare;

import dev.sundog.batch.MalformedDumpException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The items of both sides, joined by group and id.
 *
 * @param groups pairs of item numbers (base, candidate) by group, in the order of the base
 * @param onlyBase names of items that the candidate lacks
 * @param onlyCandidate names of items that the base lacks
 */
record Pairing(
    Map<List<String>, List<Pair>> groups, List<String> onlyBase, List<String> onlyCandidate) {
  /** Numbers of the same item on both sides. */
  record Pair(int base, int candidate) {}

  /**
   * Joins two sides.
   *
   * @throws MalformedDumpException if a side has a name more than once
   */
  static Pairing of(ItemScores base, String baseName, ItemScores candidate, String candidateName) {
    Map<ItemScores.Name, Integer> byName = index(candidate, candidateName);
    index(base, baseName);
    Map<List<String>, List<Pair>> groups = new LinkedHashMap<>();
    List<String> onlyBase = new ArrayList<>();
    for (int item = 0; item < base.items(); item++) {
      ItemScores.Name name = base.name(item);
      Integer partner = byName.remove(name);
      if (partner == null) {
        onlyBase.add(name.toString());
      } else {
        groups
            .computeIfAbsent(name.group(), unseen -> new ArrayList<>())
            .add(new Pair(item, partner));
      }
    }
    List<String> onlyCandidate = new ArrayList<>();
    for (int item = 0; item < candidate.items(); item++) {
      if (byName.containsKey(candidate.name(item))) {
        onlyCandidate.add(candidate.name(item).toString());
      }
    }
    return new Pairing(groups, onlyBase, onlyCandidate);
  }

  private static Map<ItemScores.Name, Integer> index(ItemScores scores, String source) {
    Map<ItemScores.Name, Integer> index = new HashMap<>();
    for (int item = 0; item < scores.items(); item++) {
      Integer earlier = index.put(scores.name(item), item);
      if (earlier != null) {
        throw new MalformedDumpException(
            source,
            item + 1L,
            -1,
            "duplicate id \""
                + scores.name(item)
                + "\", first in record "
                + (earlier + 1)
                + ". Set --id to a unique field, or separate the items with --by or --filter");
      }
    }
    return index;
  }
}
