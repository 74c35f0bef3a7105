// SPDX-License-Identifier: Apache-2.0
/**
 * JSON dumps: a cursor over the bytes of one record, and splitters that find the records in a
 * document of any size.
 *
 * <p>Grammar and UTF-8 are checked strictly, with two exceptions. {@code NaN} and {@code ±Infinity}
 * are numbers, because Python's {@code json} writes them. Strings that are skipped may hold escapes
 * of unpaired surrogates; strings that are read may not.
 */
@NullMarked
package dev.sundog.dump.json;

import org.jspecify.annotations.NullMarked;
