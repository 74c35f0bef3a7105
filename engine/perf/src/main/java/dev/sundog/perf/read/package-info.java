// SPDX-License-Identifier: Apache-2.0
/** Reads the result files of benchmark tools. */
@NullMarked
package dev.sundog.perf.read;

import org.jspecify.annotations.NullMarked;
