// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.result;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit of measurement. Values are kept in the unit's base, so that files in different units can
 * be compared.
 *
 * @param symbol as the tool writes it, such as {@code ns/op}
 * @param base unit of the kept values, such as {@code s}, {@code B} or {@code op/s}
 * @param factor value in the base ÷ value in this unit
 * @param higherIsBetter whether more is better: rates; less is better for times and sizes
 */
public record Unit(String symbol, String base, double factor, boolean higherIsBetter) {
  private static final Map<String, Double> TIMES =
      Map.ofEntries(
          Map.entry("ns", 1e-9),
          Map.entry("us", 1e-6),
          Map.entry("µs", 1e-6),
          Map.entry("μs", 1e-6),
          Map.entry("ms", 1e-3),
          Map.entry("s", 1.0),
          Map.entry("sec", 1.0),
          Map.entry("min", 60.0),
          Map.entry("h", 3_600.0),
          Map.entry("hr", 3_600.0),
          Map.entry("day", 86_400.0));

  private static final Map<String, Double> SIZES =
      Map.of(
          "b",
          1.0,
          "byte",
          1.0,
          "bytes",
          1.0,
          "kb",
          1e3,
          "mb",
          1e6,
          "gb",
          1e9,
          "kib",
          1024.0,
          "mib",
          1048576.0,
          "gib",
          1073741824.0);

  private static final Pattern RATE = Pattern.compile("(.*)/([a-zµμ]+)");
  private static final Pattern PER_OPERATION = Pattern.compile("(.*)/(op|iter|call|round|run)");

  /** The unit of times in seconds. */
  public static final Unit SECONDS = of("s");

  /**
   * The meaning of a symbol: a time ({@code ns}, {@code us/op}), a size ({@code MB}, {@code B/op}),
   * a rate ({@code ops/ms}, {@code MB/s}), or a count of anything else, of which fewer are better.
   */
  public static Unit of(String symbol) {
    String text = symbol.strip();
    Matcher operation = PER_OPERATION.matcher(text);
    String quantity = operation.matches() ? operation.group(1) : text;
    Double time = TIMES.get(quantity);
    if (time != null) {
      return new Unit(text, "s", time, false);
    }
    Double size = SIZES.get(quantity.toLowerCase(Locale.ROOT));
    if (size != null) {
      return new Unit(text, "B", size, false);
    }
    Matcher rate = RATE.matcher(text);
    Double per = rate.matches() ? TIMES.get(rate.group(2)) : null;
    if (per != null) {
      String amount = rate.group(1);
      Double bytes = SIZES.get(amount.toLowerCase(Locale.ROOT));
      return bytes == null
          ? new Unit(text, amount.equals("ops") ? "op/s" : amount + "/s", 1 / per, true)
          : new Unit(text, "B/s", bytes / per, true);
    }
    return new Unit(text, text, 1, false);
  }

  /** Whether the symbol is known to be a time, a size or a rate. */
  public boolean isKnown() {
    return base.equals("s") || base.equals("B") || base.endsWith("/s");
  }

  /** The same unit with the other or the same direction. */
  public Unit better(boolean higher) {
    return new Unit(symbol, base, factor, higher);
  }

  /**
   * A kept value with four digits and a symbol, times in the unit that fits: {@code 12.35 ns/op}.
   */
  public String show(double value) {
    if (!base.equals("s")) {
      return number(value / factor) + (symbol.isEmpty() ? "" : " " + symbol);
    }
    String per = symbol.contains("/") ? symbol.substring(symbol.indexOf('/')) : "";
    double size = Math.abs(value);
    return size >= 1 || size == 0
        ? number(value) + " s" + per
        : size >= 1e-3
            ? number(value * 1e3) + " ms" + per
            : size >= 1e-6 ? number(value * 1e6) + " us" + per : number(value * 1e9) + " ns" + per;
  }

  /**
   * The smallest difference that counts. JMH divides bytes of other threads by operations: a
   * benchmark that allocates nothing has 1e-5 B/op.
   */
  public double resolution() {
    return base.equals("B") && symbol.contains("/") ? 1 : 0;
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1e6 || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int decimals = size == 0 ? 0 : Math.clamp(3 - (int) Math.floor(Math.log10(size)), 0, 6);
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
