// SPDX-License-Identifier: Apache-2.0
/**
 * JMH suites: scalar kernels, vector kernels and rivals on the same data.
 *
 * <p>An operation is a batch, for rivals a slice of one; {@code pairs} and {@code bytes} per second
 * are counted too. Results are checked against the scalar kernels after every iteration, and all of
 * them in the tests. {@code -prof gc} reports bytes per operation.
 */
@NullMarked
package dev.sundog.bench.suite;

import org.jspecify.annotations.NullMarked;
