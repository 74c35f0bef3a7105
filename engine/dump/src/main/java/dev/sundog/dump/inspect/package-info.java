// SPDX-License-Identifier: Apache-2.0
/** Logs of Inspect. */
@NullMarked
package dev.sundog.dump.inspect;

import org.jspecify.annotations.NullMarked;
