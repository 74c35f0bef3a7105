// SPDX-License-Identifier: Apache-2.0
/** From files to frames: inflating within limits, cutting at record boundaries. */
@NullMarked
package dev.sundog.dump.input;

import org.jspecify.annotations.NullMarked;
