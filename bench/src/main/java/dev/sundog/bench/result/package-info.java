// SPDX-License-Identifier: Apache-2.0
/** JSON files of results, and the machine on which they were measured. */
@NullMarked
package dev.sundog.bench.result;

import org.jspecify.annotations.NullMarked;
