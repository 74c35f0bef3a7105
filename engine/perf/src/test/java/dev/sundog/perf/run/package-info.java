// SPDX-License-Identifier: Apache-2.0
/** Tests. */
@NullMarked
package dev.sundog.perf.run;

import org.jspecify.annotations.NullMarked;
