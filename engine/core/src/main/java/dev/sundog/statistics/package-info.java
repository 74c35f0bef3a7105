/**
 * Statistics over what metrics came to: how sure a figure is, and whether two dumps differ.
 *
 * <p>{@link dev.sundog.statistics.Proportion} gives intervals for shares, {@link
 * dev.sundog.statistics.Bootstrap} for anything that is a function of sums over items; {@link
 * dev.sundog.statistics.McNemar} and {@link dev.sundog.statistics.PairedPermutation} compare two
 * systems on the same items; {@link dev.sundog.statistics.MultipleTesting} corrects p-values for
 * their number; {@link dev.sundog.statistics.Calibration} sets confidence against accuracy. All
 * random bits are functions of a seed and a counter, so that no result depends on the number of
 * threads.
 */
@NullMarked
package dev.sundog.statistics;

import org.jspecify.annotations.NullMarked;
