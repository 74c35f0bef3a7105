// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.format;

/**
 * A metric of ours that a tool computed too: both should agree for every item.
 *
 * @param ours name of our metric
 * @param recorded name of the metric with the tool's values
 * @param reason the likely reason if they disagree
 */
public record RecordedMetric(String ours, String recorded, String reason) {}
