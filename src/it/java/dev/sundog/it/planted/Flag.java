// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

/** Speaks of a flag of the command line, in a concatenation. */
record Flag(int limit) {
  String message() {
    return limit + " is too small: set --limit-items to " + (limit + 1);
  }
}
