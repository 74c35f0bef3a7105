// SPDX-License-Identifier: Apache-2.0
/** Tests of dumps that are stored by column. */
@NullMarked
package dev.sundog.dump.column;

import org.jspecify.annotations.NullMarked;
