// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics as other tools compute them, differences included: lm-eval, HELM, jiwer, torchmetrics and
 * evaluate.
 *
 * <p>{@link dev.sundog.parity.Parity} pairs each version with our metric of the same thing. Meant
 * for comparing scores with a tool's, not for speed.
 */
@NullMarked
package dev.sundog.parity;

import org.jspecify.annotations.NullMarked;
