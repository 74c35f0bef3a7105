// SPDX-License-Identifier: Apache-2.0
/**
 * The demonstration: the paper's model of four sizes, scored and set beside its own predictions.
 */
@NullMarked
package dev.sundog.cli.demo;

import org.jspecify.annotations.NullMarked;
