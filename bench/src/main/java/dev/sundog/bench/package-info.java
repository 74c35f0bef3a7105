// SPDX-License-Identifier: Apache-2.0
/** The benchmark program, and the command that it adds to {@code sundog}. */
@NullMarked
package dev.sundog.bench;

import org.jspecify.annotations.NullMarked;
