// SPDX-License-Identifier: Apache-2.0
/**
 * Kernels: whole columns in, one number per pair, item or row out.
 *
 * <p>{@link dev.sundog.kernel.Kernels} checks the arguments and calls {@link
 * dev.sundog.kernel.KernelSet}, the seam between scalar and vector code, once per batch. Scalar and
 * vector kernels return the same bits for every input, and the tests compare both with naive
 * references. A kernel reads only memory that the batch owns, allocates nothing per sequence, and
 * keeps its memory in a {@link dev.sundog.kernel.KernelScratch}.
 *
 * <p>Levenshtein distances on vectors start at {@link dev.sundog.kernel.EditDistanceRouter}, which
 * chooses one of five kernels for every pair.
 */
@NullMarked
package dev.sundog.kernel;

import org.jspecify.annotations.NullMarked;
