/**
 * Published results of many models: tables in CSV, BIG-bench's {@code scores_*.json}, lm-eval's
 * aggregates. {@link dev.sundog.dump.table.ResultTables} reads them into {@link
 * dev.sundog.dump.table.PublishedResult}s. Outcomes of models, item by item: {@link
 * dev.sundog.dump.table.ItemOutcomes}.
 */
@NullMarked
package dev.sundog.dump.table;

import org.jspecify.annotations.NullMarked;
