/**
 * Kernels: whole columns in, one number per pair or item out.
 *
 * <p>{@link dev.sundog.kernel.Kernels} is the seam: sealed into {@link
 * dev.sundog.kernel.ScalarKernels} and {@link dev.sundog.kernel.VectorKernels}, chosen once,
 * crossed once per batch. Both answer the same bits for every input; a naive reference in the test
 * fixtures says what the answer is. A kernel reads only memory that the batch owns, allocates
 * nothing per sequence, and keeps its scratch in a {@link dev.sundog.kernel.KernelScratch}.
 */
@NullMarked
package dev.sundog.kernel;

import org.jspecify.annotations.NullMarked;
