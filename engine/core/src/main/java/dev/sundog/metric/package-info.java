/**
 * Metrics: each one file, listed in {@link dev.sundog.metric.Metrics}.
 *
 * <p>A {@link dev.sundog.metric.Metric} scores a whole batch into a {@link
 * dev.sundog.metric.ScoreColumn}: one value and one {@link dev.sundog.metric.Status} per item. What
 * several metrics need is counted once per batch in a {@link dev.sundog.metric.BatchCounts}: the
 * edit distance behind three metrics is computed for the first that asks. With several references,
 * an item gets the best value over them.
 *
 * <p>To add a metric: write its file, add a line to {@code Metrics}. The contract test then covers
 * it.
 */
@NullMarked
package dev.sundog.metric;

import org.jspecify.annotations.NullMarked;
