// SPDX-License-Identifier: Apache-2.0
/**
 * Tables of records in CSV (RFC 4180) and TSV: a header that names the columns, then one record per
 * row. A field that begins with a quote ends at the next single quote, may hold delimiters and line
 * breaks, and writes a quote as two. An empty field without quotes is a missing value, {@code ""}
 * an empty text. Blank lines are skipped.
 */
@NullMarked
package dev.sundog.dump.csv;

import org.jspecify.annotations.NullMarked;
