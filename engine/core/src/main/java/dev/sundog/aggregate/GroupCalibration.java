// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.statistics.Calibration;

/**
 * How far the confidence of a group's items is from their accuracy, over the items that have both.
 *
 * @param byWidth in bins of equal width
 * @param byMass in bins of equally many items
 */
public record GroupCalibration(Calibration byWidth, Calibration byMass) {}
