// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

/** Has a static field that is not final. */
final class MutableStatic {
  static int count;

  private MutableStatic() {}
}
