// SPDX-License-Identifier: Apache-2.0
/** Records results over time and finds changes in them. */
@NullMarked
package dev.sundog.perf.history;

import org.jspecify.annotations.NullMarked;
