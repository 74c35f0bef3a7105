// SPDX-License-Identifier: Apache-2.0
/**
 * Published results of models. {@link dev.sundog.dump.table.ResultTables} reads tables in CSV,
 * BIG-bench's {@code scores_*.json} and lm-eval's aggregates into {@link
 * dev.sundog.dump.table.PublishedResult}s; {@link dev.sundog.dump.table.ItemOutcomes} reads the
 * outcomes of models on single items.
 */
@NullMarked
package dev.sundog.dump.table;

import org.jspecify.annotations.NullMarked;
