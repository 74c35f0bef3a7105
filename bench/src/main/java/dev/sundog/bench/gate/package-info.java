// SPDX-License-Identifier: Apache-2.0
/**
 * The throughput gate: fails if a kernel became slower.
 *
 * <p>Wall time on a shared machine is unreliable; ratios within one process are not. A {@link
 * dev.sundog.bench.gate.Probe} has three operations on the same tokens: the engine's kernel, its
 * scalar twin, and a copy of the memory. {@link dev.sundog.bench.gate.Gate} runs them in turns of
 * equal wall time, keeps the best of many turns per side, and takes the median of several
 * repetitions; allocated bytes are counted exactly. {@link dev.sundog.bench.gate.Floors} has the
 * limits.
 *
 * <p>{@code sundog bench} runs the same gate.
 */
@NullMarked
package dev.sundog.bench.gate;

import org.jspecify.annotations.NullMarked;
