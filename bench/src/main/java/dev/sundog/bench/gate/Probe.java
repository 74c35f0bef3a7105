// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import java.util.function.BooleanSupplier;

/**
 * Three operations on the same tokens.
 *
 * @param kernel name of the kernel and its workload, such as {@code edit distance W2}
 * @param items pairs, or items with log-probs, of one pass
 * @param bytes bytes of the columns, values and offsets, that one pass reads
 * @param engine one pass of the engine's kernel
 * @param scalar one pass of its scalar twin
 * @param copy one copy of the columns
 * @param agree whether the last passes of both kernels returned the same results
 * @param release frees the memory
 */
record Probe(
    String kernel,
    long items,
    long bytes,
    Runnable engine,
    Runnable scalar,
    Runnable copy,
    BooleanSupplier agree,
    Runnable release)
    implements AutoCloseable {

  @Override
  public void close() {
    release.run();
  }
}
