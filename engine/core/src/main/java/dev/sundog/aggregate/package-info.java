// SPDX-License-Identifier: Apache-2.0
/**
 * Aggregation: from one value per item to one summary per group and metric.
 *
 * <p>A worker adds batches to its {@link dev.sundog.aggregate.Aggregator}, which keeps one {@link
 * dev.sundog.aggregate.MetricState} per group and metric. States can be merged, and encoded to be
 * merged in another process; a {@link dev.sundog.aggregate.Summary} is computed from them.
 *
 * <p>Sums are exact ({@link dev.sundog.statistics.ExactSum}), so the order of items, batches and
 * workers has no influence on any bit of a summary. Quantiles and bootstrap intervals need every
 * item's value ({@link dev.sundog.aggregate.ItemValues}); everything else needs sums only.
 */
@NullMarked
package dev.sundog.aggregate;

import org.jspecify.annotations.NullMarked;
