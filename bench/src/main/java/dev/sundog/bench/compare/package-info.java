// SPDX-License-Identifier: Apache-2.0
/**
 * Comparison of two JMH result files: which benchmarks became significantly slower.
 *
 * <p>{@link dev.sundog.bench.compare.JmhResults} reads JMH's JSON ({@code -rf json}) or a recorded
 * run; {@link dev.sundog.bench.compare.JmhComparison} pairs benchmarks of the same name, mode and
 * parameters, and computes the ratio of speeds new ÷ old with a bootstrap interval. The results may
 * be those of any project.
 */
@NullMarked
package dev.sundog.bench.compare;

import org.jspecify.annotations.NullMarked;
