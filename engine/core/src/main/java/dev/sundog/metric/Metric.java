// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/**
 * One metric: its description, and how it scores a batch. Implementations are stateless and safe
 * for use by several threads.
 */
public interface Metric {
  /** Part of an item that a metric reads. */
  enum Input {
    /** Token ids of prediction and reference. */
    TOKENS,
    /** Normalised texts of prediction and reference. */
    TEXTS,
    /** Last numbers in the texts before normalisers. */
    NUMBERS,
    /** Log-probs of the item's tokens. */
    LOGPROBS,
    /** Log-likelihoods of the item's choices. */
    CHOICES,
    /** Rows of logits, one for each of the item's tokens. */
    LOGITS
  }

  /** How an item's value responds when its tokens get gradually better. */
  enum Kind {
    /** All or nothing: one wrong token makes the item wrong. */
    SHARP,
    /** Each token, or each unit of probability, counts. */
    SMOOTH,
    /** Neither: counts that describe the data, and parts of other metrics. */
    OTHER
  }

  /**
   * Possible values.
   *
   * @param unit unit of a value, such as {@code tokens}; {@code share} for 0 to 1
   * @param low smallest possible value
   * @param high largest possible value, possibly infinite
   * @param binary whether there is nothing between low and high
   */
  record Range(String unit, double low, double high, boolean binary) {
    /** Shares, 0 to 1. */
    public static final Range SHARE = new Range("share", 0, 1);

    /** Right or wrong: 1 or 0. */
    public static final Range BINARY = new Range("share", 0, 1, true);

    /** A range with values between its ends. */
    public Range(String unit, double low, double high) {
      this(unit, low, high, false);
    }

    /** Values of at least 0. */
    public static Range atLeastZero(String unit) {
      return new Range(unit, 0, Double.POSITIVE_INFINITY);
    }

    /** Log-probs: at most 0. */
    public static Range atMostZero(String unit) {
      return new Range(unit, Double.NEGATIVE_INFINITY, 0);
    }
  }

  /**
   * The definition in words.
   *
   * @param formula the formula in a line
   * @param edges treatment of empty input, missing parts, ties and non-finite values
   * @param precision by how much rounding of the inputs may change values; empty if not at all
   */
  record Definition(String formula, String edges, String precision) {
    /** What rounding of log-probs to float32 does: their relative error is at most 2⁻²⁴. */
    static final String LOGPROBS =
        "log-probs are float32 (-0.1 is -0.10000000149): their sum and mean are within 6e-8,"
            + " relative, of those in float64";

    /** A definition of values that do not depend on rounding of the inputs. */
    public Definition(String formula, String edges) {
      this(formula, edges, "");
    }
  }

  /**
   * Description of a metric: the single source of its direction, kind, range and names.
   *
   * @param name the field's term, such as {@code token_edit_distance}
   * @param displayName a short name for people, such as {@code WER over tokens}
   * @param range unit and range of the values
   * @param direction which values are better
   * @param kind sharp, smooth or neither
   * @param aggregation how item values are combined into the corpus value
   * @param inputs the parts of an item that are read
   * @param definition formula and edge cases
   */
  record Description(
      String name,
      String displayName,
      Range range,
      Direction direction,
      Kind kind,
      Aggregation aggregation,
      Set<Input> inputs,
      Definition definition) {
    /** The same metric with another corpus value. */
    public Description withAggregation(Aggregation aggregation) {
      return new Description(
          name, displayName, range, direction, kind, aggregation, inputs, definition);
    }
  }

  /** The metric's description. */
  Description description();

  /** The metric's name. */
  default String name() {
    return description().name();
  }

  /**
   * The metric with an argument, as in {@code bounded_edit_distance=8}.
   *
   * @throws IllegalArgumentException if the metric takes no argument, or not this one
   */
  default Metric with(String argument) {
    throw new IllegalArgumentException(
        "metric \"" + name() + "\" takes no argument; found \"=" + argument + "\"");
  }

  /** The same scores under another description: another tool's name, or another corpus value. */
  default Metric as(Description description) {
    return new DescribedMetric(description, this);
  }

  /**
   * Scores every item of a batch.
   *
   * @param batch the items
   * @param kernels the kernels to use
   * @param counts counts of this batch that metrics share
   * @param out buffer that was reset to the batch's items; every item is set
   */
  void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out);
}
