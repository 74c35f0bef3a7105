// SPDX-License-Identifier: Apache-2.0
/** Tests of byte order and text encoding. */
@NullMarked
package dev.sundog.dump.bytes;

import org.jspecify.annotations.NullMarked;
