// SPDX-License-Identifier: Apache-2.0
/** Tests and intervals for ratios of measured values. */
@NullMarked
package dev.sundog.perf.statistics;

import org.jspecify.annotations.NullMarked;
