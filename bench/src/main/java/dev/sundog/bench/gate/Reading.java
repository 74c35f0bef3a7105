// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

/**
 * The measurements of one kernel.
 *
 * @param kernel name of the probe
 * @param bits width of the JVM's vectors, in bits
 * @param itemsPerSecond best rate of the engine's kernel, in items
 * @param bytesPerSecond the same, in bytes of the columns read
 * @param overScalar rate of the engine's kernel ÷ that of the scalar twin
 * @param overCopy rate of the engine's kernel ÷ that of copying the columns
 * @param allocatedBytes heap bytes that one pass of the engine's kernel allocates
 * @param agrees whether both kernels returned the same results
 */
record Reading(
    String kernel,
    int bits,
    double itemsPerSecond,
    double bytesPerSecond,
    double overScalar,
    double overCopy,
    long allocatedBytes,
    boolean agrees) {}
