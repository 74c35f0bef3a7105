// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

/** Prints to a standard stream. */
final class Printing {
  private Printing() {}

  static void line() {
    System.out.println("line");
  }
}
