/**
 * Aggregates: from one value per item to one line per group.
 *
 * <p>Sums are exact ({@link dev.sundog.statistics.ExactSum}), so the order in which items, batches
 * or workers come has no influence on any bit of a summary. Quantiles and bootstrap intervals need
 * every item's value ({@link dev.sundog.aggregate.ItemValues}); everything else needs sums only.
 */
@NullMarked
package dev.sundog.aggregate;

import org.jspecify.annotations.NullMarked;
