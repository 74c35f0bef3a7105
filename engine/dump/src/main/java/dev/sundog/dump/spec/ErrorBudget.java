// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.spec;

/**
 * How many malformed records of a dump may be skipped: a share of its records, which always allows
 * one, or a number.
 *
 * @param limit the largest share, 0 to 1, or the largest number
 * @param share whether the limit is a share
 */
public record ErrorBudget(double limit, boolean share) {
  /** One percent of the records. */
  public static final ErrorBudget DEFAULT = new ErrorBudget(0.01, true);

  /**
   * Parses {@code 20} or {@code 0.5%}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static ErrorBudget parse(String text) {
    if (text.matches("[0-9]{1,15}")) {
      return new ErrorBudget(Long.parseLong(text), false);
    }
    if (text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?%")) {
      double percent = Double.parseDouble(text.substring(0, text.length() - 1));
      if (percent <= 100) {
        return new ErrorBudget(percent / 100, true);
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a number of records such as 20, or a share such as 1%");
  }

  /** Whether so many skipped records are allowed. */
  public boolean allows(long skipped, long records) {
    return skipped <= (share ? Math.max(1, Math.floor(limit * records)) : limit);
  }

  /** The text form. */
  @Override
  public String toString() {
    String number = Double.toString(share ? Math.round(limit * 1e11) / 1e9 : limit);
    return number.replaceFirst("\\.0$", "") + (share ? "%" : "");
  }
}
