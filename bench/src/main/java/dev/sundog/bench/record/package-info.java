// SPDX-License-Identifier: Apache-2.0
/**
 * Recorded runs: benchmark results with machine, JDK, flags and load, and the tables and the chart
 * that are generated from them.
 *
 * <p>A folder of {@code results} has one file per {@link dev.sundog.bench.record.Suite}; {@link
 * dev.sundog.bench.record.Report} generates {@code README.md} and {@code rates.png} from the files
 * that it finds.
 */
@NullMarked
package dev.sundog.bench.record;

import org.jspecify.annotations.NullMarked;
