// SPDX-License-Identifier: Apache-2.0
/** Mutated dumps of every format, whose accepted figures are compared with independent readers. */
@NullMarked
package dev.sundog.dump.mutation;

import org.jspecify.annotations.NullMarked;
