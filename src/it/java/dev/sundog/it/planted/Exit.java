// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

/** Ends the JVM. */
final class Exit {
  private Exit() {}

  static void now() {
    System.exit(1);
  }
}
