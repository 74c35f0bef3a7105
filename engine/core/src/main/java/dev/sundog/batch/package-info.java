/**
 * Off-heap columns that hold the sequences of one batch, and the appender that checks them.
 *
 * <p>A {@link dev.sundog.batch.SequenceBatch} holds <i>items</i>: one model output each, with one
 * or more references. Kernels work on <i>pairs</i>: prediction {@code k} against reference {@code
 * k}. With one reference per item, pair and item are the same number; with several, the prediction
 * stands once per reference and {@link dev.sundog.batch.SequenceBatch#pairStart(int)} leads from an
 * item to its pairs.
 *
 * <p>Columns use Arrow's list layout: values end to end, and {@code n + 1} offsets of 32 bits.
 * Values are padded by {@link dev.sundog.batch.BatchMemory#PADDING_BYTES} readable bytes, so a
 * vector load that starts inside a column never leaves the memory that the batch owns.
 *
 * <p>A {@link dev.sundog.batch.BatchAppender} is the last place where bytes are copied and the
 * safety boundary: limits are checked before memory is taken, and {@code finish()} hands out
 * offsets that are known to be right. Nothing behind it checks again.
 */
@NullMarked
package dev.sundog.batch;

import org.jspecify.annotations.NullMarked;
