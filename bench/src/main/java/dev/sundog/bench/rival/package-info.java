// SPDX-License-Identifier: Apache-2.0
/** Edit distances of other Java libraries, on the same pairs. */
@NullMarked
package dev.sundog.bench.rival;

import org.jspecify.annotations.NullMarked;
