// SPDX-License-Identifier: Apache-2.0
/** Runs two benchmark commands in turns. */
@NullMarked
package dev.sundog.perf.run;

import org.jspecify.annotations.NullMarked;
