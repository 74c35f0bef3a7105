// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import dev.sundog.text.Numbers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The family and size in the name of a model: {@code pythia-v1.1-1.4b-deduped} has 1.4e9 parameters
 * and is of the family {@code pythia-v1.1-deduped}; {@code bloom-7b1} has 7.1e9.
 *
 * @param family the name without size and number format
 * @param parameters number of parameters
 */
public record ModelName(String family, double parameters) {
  private static final Pattern SIZE =
      Pattern.compile("(?<![A-Za-z0-9.])(\\d+(?:\\.\\d+)?)([KkMmBbTt])(\\d*)(?![A-Za-z0-9])");

  private static final Pattern NUMBERS = Pattern.compile("-(bf16|fp16|fp32|fp8|hf|int8)\\b");

  /** Parses a name; empty if it holds no size. */
  public static Optional<ModelName> of(String name) {
    Matcher size = SIZE.matcher(name);
    if (!size.find()) {
      return Optional.empty();
    }
    String rest = name.substring(0, size.start()) + name.substring(size.end());
    String family =
        NUMBERS
            .matcher(rest)
            .replaceAll("")
            .replaceAll("--+", "-")
            .replaceAll("^[-_ ]+|[-_ ]+$", "");
    return Optional.of(new ModelName(family, parameters(size)));
  }

  /**
   * Parses a size: a number, optionally followed by K, M, B or T.
   *
   * @throws NumberFormatException with a message for the user, if it is not a size
   */
  public static double size(String text) {
    String figure = text.strip().replace(",", "");
    Matcher size = SIZE.matcher(figure);
    return size.matches() ? parameters(size) : Numbers.parse(figure);
  }

  private static double parameters(Matcher size) {
    String number = size.group(3).isEmpty() ? size.group(1) : size.group(1) + "." + size.group(3);
    String zeros =
        switch (size.group(2)) {
          case "K", "k" -> "e3";
          case "M", "m" -> "e6";
          case "B", "b" -> "e9";
          default -> "e12";
        };
    return Double.parseDouble(number + zeros);
  }
}
