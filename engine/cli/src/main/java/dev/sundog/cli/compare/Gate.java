// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.compare;

import dev.sundog.cli.text.Figures;
import dev.sundog.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition that fails a build: {@code exact_match < -0.01} on the difference, {@code
 * exact_match.low < -0.02} on another figure.
 *
 * @param metric the metric's name
 * @param figure which figure of the comparison
 * @param operator {@code <}, {@code <=}, {@code >} or {@code >=}
 * @param bound the bound of the figure
 */
public record Gate(String metric, Figure figure, String operator, double bound) {
  private static final Pattern CONDITION =
      Pattern.compile("\\s*(\\S+?)(?:\\.([a-z_]*[a-z]))?\\s*(<=|>=|<|>)\\s*(\\S+)\\s*");

  /** The figures of a comparison. */
  public enum Figure {
    /** Corpus value of the base. */
    BASE,
    /** Corpus value of the candidate. */
    CANDIDATE,
    /** Candidate minus base. */
    DIFFERENCE,
    /** Lower end of the interval. */
    LOW,
    /** Upper end of the interval. */
    HIGH,
    /** The p-value. */
    P,
    /** The p-value, corrected by Holm. */
    P_HOLM,
    /** The q-value. */
    Q_BH;

    /** The figure of a comparison. */
    public double of(Comparison comparison) {
      return switch (this) {
        case BASE -> comparison.difference().base();
        case CANDIDATE -> comparison.difference().candidate();
        case DIFFERENCE -> comparison.difference().value();
        case LOW -> comparison.difference().interval().low();
        case HIGH -> comparison.difference().interval().high();
        case P -> comparison.test().p();
        case P_HOLM -> comparison.test().holm();
        case Q_BH -> comparison.test().bh();
      };
    }
  }

  /**
   * Parses a condition.
   *
   * @throws IllegalArgumentException if the text is not a condition
   */
  public static Gate parse(String text) {
    Matcher matcher = CONDITION.matcher(text);
    try {
      if (matcher.matches() && !Double.isNaN(Numbers.parse(matcher.group(4)))) {
        String figure = matcher.group(2) == null ? "difference" : matcher.group(2);
        return new Gate(
            matcher.group(1),
            Figure.valueOf(figure.toUpperCase(Locale.ROOT)),
            matcher.group(3),
            Numbers.parse(matcher.group(4)));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(refused(text), e);
    }
    throw new IllegalArgumentException(refused(text));
  }

  private static String refused(String text) {
    return "invalid --fail-if '"
        + text
        + "'. Use METRIC[.FIGURE] < NUMBER (or <=, >, >=) with a FIGURE of base, candidate,"
        + " difference, low, high, p, p_holm, q_bh";
  }

  /**
   * The comparisons that fail. An undefined figure fails.
   *
   * @throws IllegalArgumentException if the metric was not compared
   */
  public List<Comparison> failing(Comparisons comparisons) {
    List<Comparison> own =
        comparisons.comparisons().stream()
            .filter(comparison -> comparison.metric().name().equals(metric))
            .toList();
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "--fail-if names metric '" + metric + "', which was not compared");
    }
    return own.stream().filter(comparison -> fails(figure.of(comparison))).toList();
  }

  private boolean fails(double value) {
    return Double.isNaN(value)
        || switch (operator) {
          case "<" -> value < bound;
          case "<=" -> value <= bound;
          case ">" -> value > bound;
          default -> value >= bound;
        };
  }

  /** The condition in the form that {@link #parse} accepts. */
  @Override
  public String toString() {
    return metric
        + (figure == Figure.DIFFERENCE ? "" : "." + figure.name().toLowerCase(Locale.ROOT))
        + " "
        + operator
        + " "
        + Figures.chosen(bound);
  }
}
