// SPDX-License-Identifier: Apache-2.0
/**
 * Off-heap columns with the sequences of one batch, and the two classes that build and check them.
 *
 * <p>A {@link dev.sundog.batch.SequenceBatch} holds <i>items</i>: one model output each, with one
 * or more references. Kernels work on <i>pairs</i>: prediction {@code k} against reference {@code
 * k}. With one reference per item, pair and item are the same number; with several, the prediction
 * is repeated per reference, and {@link dev.sundog.batch.SequenceBatch#pairStart(int)} is the first
 * pair of an item.
 *
 * <p>Columns use Arrow's list layout: values end to end, and {@code n + 1} offsets of 32 bits.
 * Values are padded by {@link dev.sundog.batch.BatchMemory#PADDING_BYTES} readable bytes, so a
 * vector load that starts inside a column never leaves the memory that the batch owns.
 *
 * <p>A {@link dev.sundog.batch.BatchAppender} (item by item) or a {@link
 * dev.sundog.batch.BatchImporter} (column by column) makes the last copy and is the safety
 * boundary: limits are checked before memory is allocated, offsets before the batch is returned.
 * Kernels do not check them again.
 *
 * <p>Errors name settings as {@link dev.sundog.batch.Setting}s, so that each interface can show its
 * own names; see {@link dev.sundog.batch.Message}.
 */
@NullMarked
package dev.sundog.batch;

import org.jspecify.annotations.NullMarked;
