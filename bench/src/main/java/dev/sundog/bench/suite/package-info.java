/**
 * JMH suites: each kernel's scalar and vector twin, and rivals, beside each other on the same data.
 *
 * <p>One operation is one batch (for rivals, a slice of one); {@code pairs} and {@code bytes} a
 * second are counted beside it. Answers are checked against the scalar twin after every iteration,
 * and all of them in the tests. {@code -prof gc} tells bytes per operation.
 */
@NullMarked
package dev.sundog.bench.suite;

import org.jspecify.annotations.NullMarked;
