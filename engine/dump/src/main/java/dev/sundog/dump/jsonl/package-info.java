// SPDX-License-Identifier: Apache-2.0
/** JSON Lines, and one JSON document with an array of records. */
@NullMarked
package dev.sundog.dump.jsonl;

import org.jspecify.annotations.NullMarked;
