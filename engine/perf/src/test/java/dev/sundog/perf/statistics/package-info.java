// SPDX-License-Identifier: Apache-2.0
/** Tests. */
@NullMarked
package dev.sundog.perf.statistics;

import org.jspecify.annotations.NullMarked;
