// SPDX-License-Identifier: Apache-2.0
/** Files of item scores: one row per item, in the order of the input. */
@NullMarked
package dev.sundog.cli.scores;

import org.jspecify.annotations.NullMarked;
