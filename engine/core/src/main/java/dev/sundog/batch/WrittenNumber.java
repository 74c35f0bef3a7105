// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people and models write it, as an exact fraction.
 *
 * <p>A sign counts unless a digit or letter precedes it; U+2212 is a minus. Thousands separators
 * ({@code ,} or LaTeX's <code>{,}</code> and {@code \,}, thin spaces) count between groups of three
 * digits only. Exponents are {@code e5}, {@code × 10^5} or {@code \times 10^{5}}, of three digits
 * at most. {@code 3/4} and <code>\frac{3}{4}</code> are fractions. {@code $} before the digits is
 * ignored, a percent sign has no meaning.
 *
 * @param numerator the numerator
 * @param denominator the denominator, above 0
 */
public record WrittenNumber(BigDecimal numerator, BigDecimal denominator) {
  /** Longest number that is read, in characters. */
  public static final int LONGEST = 1000;

  private static final String SIGN = "[-+\\u2212]";
  private static final String SEPARATOR = "(?:,|\\{,\\}|\\\\,|[\\u2009\\u202F])";
  private static final String WHOLE =
      "(?:[0-9]{1,3}+(?:" + SEPARATOR + "[0-9]{3}+){1,333}+(?![0-9])|[0-9]++)";
  private static final String POWER =
      "(?:[eE]("
          + SIGN
          + "?+[0-9]{1,3}+)(?![0-9])"
          + "| ?+(?:\\u00D7|\\\\times) ?+10\\^\\{?+("
          + SIGN
          + "?+[0-9]{1,3}+)(?![0-9])\\}?+)?+";

  /**
   * Possessive or bounded, so that hostile text takes linear time. The sign is not possessive: such
   * groups keep what a failed attempt captured.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:(?<![0-9A-Za-z])("
              + SIGN
              + "))?(?:\\\\?+\\$)?+"
              + "(?:\\\\[dt]?+frac\\{([0-9]++)\\}\\{([0-9]*?[1-9][0-9]*+)\\}"
              + "|(?<![0-9]/)([0-9]++)/([0-9]*?[1-9][0-9]*+)(?![0-9/.])"
              + "|("
              + WHOLE
              + "(?:\\.[0-9]++)?+|(?<![0-9])\\.[0-9]++)"
              + POWER
              + ")");

  /** The last number in a text, or null if there is none that can be read. */
  public static @Nullable WrittenNumber last(String text) {
    Matcher matcher = NUMBER.matcher(text);
    WrittenNumber last = null;
    while (matcher.find()) {
      last = matcher.end() - matcher.start() > LONGEST ? null : of(matcher);
    }
    return last;
  }

  private static WrittenNumber of(Matcher matcher) {
    boolean negative = matcher.group(1) != null && !matcher.group(1).equals("+");
    WrittenNumber number;
    if (matcher.group(2) != null) {
      number = fraction(matcher.group(2), matcher.group(3));
    } else if (matcher.group(4) != null) {
      number = fraction(matcher.group(4), matcher.group(5));
    } else {
      String digits = matcher.group(6).replaceAll("[^0-9.]", "");
      String power = matcher.group(7) == null ? matcher.group(8) : matcher.group(7);
      String exponent = power == null ? "" : "e" + power.replace('\u2212', '-');
      number = new WrittenNumber(new BigDecimal(digits + exponent), BigDecimal.ONE);
    }
    return negative ? new WrittenNumber(number.numerator.negate(), number.denominator) : number;
  }

  private static WrittenNumber fraction(String numerator, String denominator) {
    return new WrittenNumber(new BigDecimal(numerator), new BigDecimal(denominator));
  }

  /**
   * Whether another number is the same, or close to it.
   *
   * @param tolerance largest difference, as a share of the other's absolute value
   */
  public boolean isNear(WrittenNumber other, BigDecimal tolerance) {
    BigDecimal own = numerator.multiply(other.denominator);
    BigDecimal wanted = other.numerator.multiply(denominator);
    return own.compareTo(wanted) == 0
        || (tolerance.signum() > 0
            && own.subtract(wanted).abs().compareTo(tolerance.multiply(wanted.abs())) <= 0);
  }
}
