// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

/**
 * The outcome of one model on one item.
 *
 * @param family family of the model; empty if the record has none
 * @param scale size of the model, above 0
 * @param outcome its value
 * @param source file of the record
 * @param record number of the record in the file, from 1
 * @param offset offset of the record in the decompressed file, in bytes
 */
public record ItemOutcome(
    String family, double scale, Outcome outcome, String source, long record, long offset) {

  /** The same outcome of a model of another size. */
  public ItemOutcome withScale(double other) {
    return new ItemOutcome(family, other, outcome, source, record, offset);
  }

  /** A value of an item. */
  public sealed interface Outcome {}

  /**
   * A number, such as an error.
   *
   * @param value the number; NaN for null
   */
  public record Figure(double value) implements Outcome {}

  /**
   * Whether the item is right.
   *
   * @param right whether it is right
   */
  public record Right(boolean right) implements Outcome {}

  /**
   * Whether each label of the item is right.
   *
   * @param right one entry per label, in order; at least one
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Labels(boolean[] right) implements Outcome {}
}
