// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.statistics.Interval;

/**
 * A curve with its score and verdict.
 *
 * @param curve the curve
 * @param score its emergence score
 * @param interval bootstrap interval of the score over items; undefined without items
 * @param verdict whether the metric explains its jump
 * @param p p-value of the deviations from the prediction of the smooth metric; NaN if not judged
 * @param holm {@code p} corrected by Holm over all curves
 * @param benjaminiHochberg q-value of Benjamini and Hochberg over all curves
 */
public record JudgedCurve(
    ScalingCurve curve,
    EmergenceScore score,
    Interval interval,
    Verdict verdict,
    double p,
    double holm,
    double benjaminiHochberg) {}
