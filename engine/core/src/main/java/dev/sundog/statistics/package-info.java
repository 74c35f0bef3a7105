// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics of metric values: the uncertainty of a figure, and whether two dumps differ.
 *
 * <p>{@link dev.sundog.statistics.Proportion} has intervals for shares, {@link
 * dev.sundog.statistics.Bootstrap} for any function of sums over items; {@link
 * dev.sundog.statistics.McNemar} and {@link dev.sundog.statistics.PairedPermutation} compare two
 * systems on the same items; {@link dev.sundog.statistics.MultipleTesting} corrects p-values for
 * their number; {@link dev.sundog.statistics.Calibration} compares confidence with accuracy. All
 * random bits are functions of a seed and a counter, so that no result depends on the number of
 * threads.
 */
@NullMarked
package dev.sundog.statistics;

import org.jspecify.annotations.NullMarked;
