// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dictionary of group keys: a key is one text per name ({@code model=6B, task=sums}), its code the
 * order of first occurrence. Codes belong to one dictionary only; results of several workers are
 * merged by key, never by code. Not thread-safe.
 */
public final class GroupKeys {
  private final List<String> names;
  private final List<List<String>> keys = new ArrayList<>();
  private final Map<List<String>, Integer> codes = new HashMap<>();

  /**
   * An empty dictionary.
   *
   * @param names names of the parts of a key; none for a run without groups, whose only key is
   *     empty
   */
  public GroupKeys(List<String> names) {
    this.names = List.copyOf(names);
    if (names.isEmpty()) {
      code(List.of());
    }
  }

  /** Names of the parts of a key. */
  public List<String> names() {
    return names;
  }

  /** Number of distinct keys. */
  public int count() {
    return keys.size();
  }

  /** The key of a code. */
  public List<String> key(int code) {
    return keys.get(code);
  }

  /**
   * The code of a key, a new one if the key is new.
   *
   * @throws IllegalArgumentException if the key has another number of parts than there are names
   */
  public int code(List<String> key) {
    Integer known = codes.get(key);
    if (known != null) {
      return known;
    }
    if (key.size() != names.size()) {
      throw new IllegalArgumentException("key " + key + " for names " + names);
    }
    List<String> copy = List.copyOf(key);
    codes.put(copy, keys.size());
    keys.add(copy);
    return keys.size() - 1;
  }
}
