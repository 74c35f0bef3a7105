// SPDX-License-Identifier: Apache-2.0
/** Tests of logs of Inspect. */
@NullMarked
package dev.sundog.dump.inspect;

import org.jspecify.annotations.NullMarked;
