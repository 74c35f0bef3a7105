// SPDX-License-Identifier: Apache-2.0
/** Readers that take an item, or several, out of one record. */
@NullMarked
package dev.sundog.dump.record;

import org.jspecify.annotations.NullMarked;
