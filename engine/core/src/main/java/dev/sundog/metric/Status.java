// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

/** Whether an item was scored, and why not. Items that are not scored are always counted. */
public enum Status {
  /** The item has a value. */
  SCORED(0),
  /** Nothing to score: zero tokens where the metric divides by their number. */
  SKIPPED_EMPTY(1),
  /** The value is not a finite number, e.g. the log-prob sum of an item with probability 0. */
  SKIPPED_NON_FINITE(2),
  /** The item has no reference. */
  SKIPPED_NO_REFERENCE(3),
  /** The item has no texts, only token ids. */
  SKIPPED_NO_TEXT(4),
  /** The item has no log-probs. */
  SKIPPED_NO_LOGPROBS(5),
  /** The item has no choices. */
  SKIPPED_NO_CHOICES(6),
  /** The item has no logits. */
  SKIPPED_NO_LOGITS(7);

  private static final Status[] BY_CODE = values();

  private final byte code;

  Status(int code) {
    this.code = (byte) code;
  }

  /** The status as a column stores it: from 0, without gaps. */
  public byte code() {
    return code;
  }

  /** The status of a code. */
  public static Status of(int code) {
    return BY_CODE[code];
  }

  /** Number of statuses. */
  public static int count() {
    return BY_CODE.length;
  }
}
