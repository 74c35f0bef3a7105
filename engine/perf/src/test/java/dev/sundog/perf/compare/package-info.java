// SPDX-License-Identifier: Apache-2.0
/** Tests. */
@NullMarked
package dev.sundog.perf.compare;

import org.jspecify.annotations.NullMarked;
