// SPDX-License-Identifier: Apache-2.0
/**
 * Seeded token sequences for benchmarks and tests: the same pairs on every machine and JDK.
 *
 * <p>A {@link dev.sundog.bench.workload.Workload} describes the pairs: the range of reference
 * lengths, the vocabulary, the mix of identical, near and unrelated pairs, and the number of edits
 * of a near pair. {@link dev.sundog.bench.workload.Workloads} lists the named ones. {@code
 * workload.generate(pairs, seed)} returns {@link dev.sundog.bench.workload.TokenPairs}: flat int32
 * arrays with offsets.
 *
 * <pre>{@code
 * TokenPairs pairs = Workloads.W2.generate(1_000_000, Workloads.SEED);
 * }</pre>
 *
 * <p>Pair {@code i} depends only on the workload, the seed and {@code i}. The first pairs of a long
 * run are those of a short one, and any range can be generated alone. Random bits come from {@link
 * dev.sundog.emergence.workload.SplitMix64}, never from the JDK; tables are built with IEEE
 * additions and divisions only.
 *
 * <p>{@link dev.sundog.bench.workload.PairFiles} writes pairs as files for programs in other
 * languages.
 */
@NullMarked
package dev.sundog.bench.workload;

import org.jspecify.annotations.NullMarked;
