// SPDX-License-Identifier: Apache-2.0
/** Scans of bytes: eight at a time, UTF-8. */
@NullMarked
package dev.sundog.dump.bytes;

import org.jspecify.annotations.NullMarked;
