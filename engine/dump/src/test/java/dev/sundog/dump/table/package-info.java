// SPDX-License-Identifier: Apache-2.0
/** Tests of the tables of published results. */
@NullMarked
package dev.sundog.dump.table;

import org.jspecify.annotations.NullMarked;
