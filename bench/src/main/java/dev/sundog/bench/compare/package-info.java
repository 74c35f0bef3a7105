/**
 * Comparison of two JMH result files: which benchmarks became slower, and is that more than noise?
 *
 * <p>{@link dev.sundog.bench.compare.JmhResults} reads what JMH writes with {@code -rf json} (or a
 * recorded run of ours); {@link dev.sundog.bench.compare.JmhComparison} pairs benchmarks of the
 * same name, mode and parameters, and gives each the ratio of speeds new ÷ old with a bootstrap
 * interval. It knows nothing of Sundog: any project's results will do.
 */
@NullMarked
package dev.sundog.bench.compare;

import org.jspecify.annotations.NullMarked;
