// SPDX-License-Identifier: Apache-2.0
package dev.sundog.text;

/**
 * Decimal numbers in text, in the one form that every reader accepts.
 *
 * <p>{@link Double#parseDouble} also reads {@code 1f}, {@code 0x1p3} and surrounding white space,
 * and {@link Integer#parseInt} reads the digits of any script. A dump that holds these is damaged,
 * so they are rejected here.
 */
public final class Numbers {
  private static final int LONGEST_SHOWN = 40;

  private Numbers() {}

  /**
   * The value of a number: ASCII digits with an optional sign, point and exponent, or {@code nan},
   * {@code NaN}, {@code inf} or {@code Infinity} as Python and Java write them.
   *
   * @return the nearest float64; infinite or NaN only if the text spells it out
   * @throws NumberFormatException with a message for the user, if the text is not a number or is
   *     beyond the range of float64
   */
  public static double parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    switch (signed ? text.substring(1) : text) {
      case "nan", "NaN" -> {
        return Double.NaN;
      }
      case "inf", "Infinity" -> {
        return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      }
      default -> {}
    }
    if (!isDecimal(text, signed ? 1 : 0)) {
      throw new NumberFormatException(quote(text) + " is not a number");
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException(quote(text) + " is beyond the range of float64");
    }
    return value;
  }

  private static boolean isDecimal(String text, int from) {
    int at = digits(text, from);
    int digits = at - from;
    if (at < text.length() && text.charAt(at) == '.') {
      int point = at;
      at = digits(text, point + 1);
      digits += at - point - 1;
    }
    if (digits == 0 || at == text.length()) {
      return digits > 0;
    }
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    at++;
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    return at < text.length() && digits(text, at) == text.length();
  }

  /** Index of the first character from an index on that is not an ASCII digit. */
  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** A text in quotes, shortened if it is long. */
  public static String quote(String text) {
    return text.length() <= LONGEST_SHOWN
        ? "\"" + text + "\""
        : "\"" + text.substring(0, LONGEST_SHOWN) + "…\"";
  }
}
