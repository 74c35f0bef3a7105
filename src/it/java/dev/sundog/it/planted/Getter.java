// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

/** Has an accessor with a prefix. */
record Getter(int value) {
  int getValue() {
    return value;
  }
}
