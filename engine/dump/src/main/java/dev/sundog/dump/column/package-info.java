// SPDX-License-Identifier: Apache-2.0
/**
 * Dumps that are stored by column. A format turns its files into {@link
 * dev.sundog.dump.column.ColumnBlock}s: trees of columns in Arrow's layout, of which only those are
 * decoded that a path selects. Blocks of token ids are imported column by column; all others are
 * read row by row as the JSON that they stand for, so that both ways have the results of JSON
 * Lines.
 */
@NullMarked
package dev.sundog.dump.column;

import org.jspecify.annotations.NullMarked;
