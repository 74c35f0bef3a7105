// SPDX-License-Identifier: Apache-2.0
/** From files to blocks of records: reading, inflating within limits, finding record boundaries. */
@NullMarked
package dev.sundog.dump.input;

import org.jspecify.annotations.NullMarked;
