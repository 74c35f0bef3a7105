// SPDX-License-Identifier: Apache-2.0
/** Scaling curves, emergence scores, and tests whether a metric explains a jump. */
@NullMarked
package dev.sundog.emergence;

import org.jspecify.annotations.NullMarked;
