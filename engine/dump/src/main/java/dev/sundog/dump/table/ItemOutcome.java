package dev.sundog.dump.table;

/**
 * What one model came to on one item.
 *
 * @param family family of the model; empty if the record tells none
 * @param scale size of the model, above 0
 * @param outcome what it came to
 * @param source file it was read from
 * @param record number of the record in the file, from 1
 * @param offset offset of the record in the inflated file, in bytes
 */
public record ItemOutcome(
    String family, double scale, Outcome outcome, String source, long record, long offset) {

  /** The same of a model of another size. */
  public ItemOutcome withScale(double other) {
    return new ItemOutcome(family, other, outcome, source, record, offset);
  }

  /** A value of an item. */
  public sealed interface Outcome {}

  /**
   * A number, such as an error.
   *
   * @param value the number; NaN where the record says null
   */
  public record Figure(double value) implements Outcome {}

  /**
   * Whether the item is right.
   *
   * @param right true or false, as the record has it
   */
  public record Right(boolean right) implements Outcome {}

  /**
   * Whether each label of the item is right.
   *
   * @param right one entry a label, in order; at least one
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Named(boolean[] right) implements Outcome {}
}
