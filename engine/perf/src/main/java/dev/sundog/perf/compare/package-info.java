// SPDX-License-Identifier: Apache-2.0
/** Compares two results, benchmark by benchmark. */
@NullMarked
package dev.sundog.perf.compare;

import org.jspecify.annotations.NullMarked;
