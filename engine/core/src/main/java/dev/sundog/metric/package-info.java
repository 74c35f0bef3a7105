// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics: listed in {@link dev.sundog.metric.Metrics}.
 *
 * <p>A {@link dev.sundog.metric.Metric} scores a whole batch into a {@link
 * dev.sundog.metric.ScoreBuffer}, which the rest of the program reads as a {@link
 * dev.sundog.metric.ScoreColumn}: per item one value and one {@link dev.sundog.metric.Status}.
 * Figures that several metrics need are computed once per batch in {@link
 * dev.sundog.metric.BatchCounts}, for the first metric that asks. With several references, an item
 * gets the best value over them.
 *
 * <p>To add a metric, write a factory over one of the shapes ({@link dev.sundog.metric.PairMetric},
 * {@link dev.sundog.metric.ChoiceMetric}, …) or a file of its own, and add a line to {@code
 * Metrics}. Its {@link dev.sundog.metric.Metric.Description} is the only place for its direction,
 * kind, range and names; the contract test covers it from then on.
 */
@NullMarked
package dev.sundog.metric;

import org.jspecify.annotations.NullMarked;
