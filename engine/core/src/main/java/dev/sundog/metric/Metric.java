package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/**
 * One metric: what it is, and how it scores a batch. Implementations are stateless; any thread may
 * use them.
 */
public interface Metric {
  /** What a metric reads of an item. */
  enum Input {
    /** Token ids of prediction and reference. */
    TOKENS,
    /** Normalised texts of prediction and reference. */
    TEXTS,
    /** Log-probs of the item's tokens. */
    LOGPROBS,
    /** Log-likelihoods of the item's choices. */
    CHOICES,
    /** Rows of logits, one for each of the item's tokens. */
    LOGITS
  }

  /**
   * What there is to say of a metric.
   *
   * @param name the field's term, e.g. {@code token_edit_distance}
   * @param unit unit of a value, e.g. {@code tokens}; {@code share} for 0 to 1
   * @param low smallest possible value
   * @param high largest possible value, possibly infinite
   * @param direction which values are better
   * @param aggregation how items make a corpus value
   * @param inputs what it reads of an item
   * @param definition the formula in a line
   * @param edges what empty input, ties and non-finite values do
   */
  record Description(
      String name,
      String unit,
      double low,
      double high,
      Direction direction,
      Aggregation aggregation,
      Set<Input> inputs,
      String definition,
      String edges) {
    /** The same with another way to a corpus value. */
    public Description withAggregation(Aggregation aggregation) {
      return new Description(
          name, unit, low, high, direction, aggregation, inputs, definition, edges);
    }
  }

  /** What the metric is. */
  Description description();

  /** The metric's name. */
  default String name() {
    return description().name();
  }

  /**
   * The metric with an argument, as in {@code bounded_edit_distance=8}.
   *
   * @throws IllegalArgumentException if it takes none, or not this one
   */
  default Metric with(String argument) {
    throw new IllegalArgumentException("metric " + name() + " takes no argument: " + argument);
  }

  /** The same scores under another description: another tool's name, another corpus value. */
  default Metric as(Description description) {
    return new DescribedMetric(description, this);
  }

  /**
   * Scores every item of a batch.
   *
   * @param batch the items
   * @param kernels the kernels to use
   * @param scratch results of this batch that metrics share
   * @param out reset to the batch's items; every item is set
   */
  void score(SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out);
}
