// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.ExternalScoreColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/**
 * A metric whose item scores another tool computed: they are read from the dump and aggregated. Its
 * name is the tool's behind {@link #PREFIX}.
 */
public final class ExternalScoreMetric implements Metric {
  /** Beginning of the names of recorded metrics. */
  public static final String PREFIX = "recorded.";

  /** What the tool recorded per item, and how it is aggregated. */
  public enum Form {
    /** One number; corpus: the mean. */
    VALUE(Aggregation.MEAN, 1, "mean over the items"),
    /** A log-likelihood; corpus: exp(−mean). */
    PERPLEXITY(Aggregation.EXP_NEGATIVE_RATIO, 1, "exp(-mean of the log-likelihoods)"),
    /** A log-likelihood and a number of units; corpus: exp(−Σ log-likelihoods / Σ units). */
    WEIGHTED_PERPLEXITY(
        Aggregation.EXP_NEGATIVE_RATIO, 1, "exp(-sum of log-likelihoods / sum of units)"),
    /** A log-likelihood in nats and a number of units; corpus: bits per unit. */
    BITS(
        Aggregation.RATIO, -1 / StrictMath.log(2), "-sum of log-likelihoods / sum of units / ln 2"),
    /** A numerator and a weight; corpus: Σ numerators / Σ weights. */
    RATIO(Aggregation.RATIO, 1, "sum of numerators / sum of weights");

    private final Aggregation aggregation;
    private final double factor;
    private final String corpus;

    Form(Aggregation aggregation, double factor, String corpus) {
      this.aggregation = aggregation;
      this.factor = factor;
      this.corpus = corpus;
    }

    /** Whether an item has two numbers. */
    public boolean isPair() {
      return this == WEIGHTED_PERPLEXITY || this == BITS || this == RATIO;
    }
  }

  private final Description description;
  private final Form form;
  private final int column;

  /**
   * A tool's metric of one number per item. Range, direction and kind are those of {@link
   * PublishedMetrics}, neutral and other for names that are not known.
   *
   * @param tool the tool's name
   * @param name the metric's name there
   * @param number the metric's number, from 0
   */
  public ExternalScoreMetric(String tool, String name, int number) {
    this(tool, name, number, Form.VALUE);
  }

  /**
   * A tool's metric.
   *
   * @param tool the tool's name
   * @param name the metric's name there
   * @param number the metric's number, from 0: its scores are in column {@link #valueColumn} of
   *     {@link ExternalScoreColumn}, the weights of pairs in the next one
   * @param form what the tool recorded
   */
  public ExternalScoreMetric(String tool, String name, int number, Form form) {
    this.form = form;
    column = valueColumn(number);
    description =
        new Description(
            PREFIX + name,
            tool + "'s " + name,
            PublishedMetrics.range(name),
            PublishedMetrics.direction(name),
            PublishedMetrics.kind(name),
            form.aggregation,
            Set.of(),
            new Definition(
                "the score that " + tool + " wrote; corpus: " + form.corpus,
                "no score: skipped as empty; NaN or infinite: skipped as not finite"));
  }

  /** Column of the scores of a metric's number. */
  public static int valueColumn(int number) {
    return 2 * number;
  }

  /** Column of the weights of a metric's number. */
  public static int weightColumn(int number) {
    return 2 * number + 1;
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    ExternalScoreColumn given = batch.externalScores();
    for (int item = 0; item < batch.items(); item++) {
      if (given == null || !given.has(column, item)) {
        out.skip(item, Status.SKIPPED_EMPTY);
      } else {
        double weight = form.isPair() ? given.score(column + 1, item) : 1;
        if (weight == 0) {
          out.skip(item, Status.SKIPPED_EMPTY);
        } else {
          out.setRatio(item, form.factor * given.score(column, item), weight);
        }
      }
    }
  }
}
