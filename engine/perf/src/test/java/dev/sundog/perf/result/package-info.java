// SPDX-License-Identifier: Apache-2.0
/** Tests. */
@NullMarked
package dev.sundog.perf.result;

import org.jspecify.annotations.NullMarked;
