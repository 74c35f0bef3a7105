// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.text;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as text with few digits, the same in every locale. */
public final class Figures {
  private Figures() {}

  /** A count with thousands separators: {@code 1,000,000}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A measured value with six significant digits, {@code -} for NaN. */
  public static String value(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    if (size >= 1e9 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.4e", value);
    }
    int decimals = Math.clamp(5 - (int) Math.floor(Math.log10(size)), 0, 6);
    return fixed(value, decimals);
  }

  /** A share; one that would be rounded to 1 is shown by its distance from it. */
  public static String share(double value) {
    double gap = 1 - value;
    return gap > 0 && gap < 5e-7 ? "1 - " + String.format(Locale.ROOT, "%.2e", gap) : value(value);
  }

  /** A p-value; one near the smallest float64 is a bound. */
  public static String pValue(double p) {
    return p < 1e-300 ? "< 1e-300" : value(p);
  }

  /** A number of an option with the digits that it has: {@code 0.95}, {@code 1}. */
  public static String chosen(double value) {
    return chosen(BigDecimal.valueOf(value));
  }

  /** A share of an option as a percentage: {@code 99.9 %}. */
  public static String percent(double share) {
    return chosen(BigDecimal.valueOf(share).movePointRight(2)) + " %";
  }

  private static String chosen(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** A value with a fixed number of decimals. */
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A rate or size with a decimal prefix and three digits: {@code 12.3 M}. */
  public static String scaled(double value) {
    String[] prefixes = {"", " k", " M", " G", " T"};
    int prefix = 0;
    double rest = value;
    while (rest >= 999.5 && prefix < prefixes.length - 1) {
      rest /= 1000;
      prefix++;
    }
    if (prefix == 0) {
      // Below 1 only a rate; a size has no fractions.
      return rest >= 1 || rest == 0 ? fixed(rest, 0) : String.format(Locale.ROOT, "%.1g", rest);
    }
    int decimals = rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
    return fixed(rest, decimals) + prefixes[prefix];
  }
}
