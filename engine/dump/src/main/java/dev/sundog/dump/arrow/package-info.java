// SPDX-License-Identifier: Apache-2.0
/**
 * Arrow's IPC format, file and stream, read in order: only the buffers of selected columns are
 * kept. Every length, offset and index is checked before the first use.
 */
@NullMarked
package dev.sundog.dump.arrow;

import org.jspecify.annotations.NullMarked;
