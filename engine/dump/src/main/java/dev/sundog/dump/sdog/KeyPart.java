// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import java.util.List;

/**
 * A part of the group key of a dump's items.
 *
 * @param stored its index in stored keys, negative if all items share its value
 * @param shared that value
 */
record KeyPart(int stored, String shared) {
  /** The part's value in one of the stored keys, which have a number of parts each. */
  String of(List<String> keys, int key, int storedParts) {
    return stored < 0 ? shared : keys.get(key * storedParts + stored);
  }
}
