// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.util.Locale;

/** Events that a reader counts and a run reports, because they change what its figures mean. */
public enum Tally {
  /** Items whose log-probs have tokens left out. */
  ITEMS_WITH_LEFT_OUT_TOKENS,
  /** Tokens left out: their log-prob is the sentinel of tokens outside the top k. */
  LEFT_OUT_TOKENS,
  /** Items with choices but without a correct one. */
  ITEMS_WITHOUT_GOLD,
  /** Predictions in which a regular expression found an answer. */
  EXTRACTED,
  /** Predictions in which no regular expression found an answer. */
  NOT_EXTRACTED,
  /** Items with more answers than the one that is read. */
  ITEMS_WITH_UNREAD_ANSWERS,
  /** Answers that are not read. */
  UNREAD_ANSWERS;

  /** The name in a summary. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
