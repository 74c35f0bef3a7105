// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

/** Keeps state for a thread. */
final class PerThread {
  static final ThreadLocal<StringBuilder> BUFFER = ThreadLocal.withInitial(StringBuilder::new);

  private PerThread() {}
}
