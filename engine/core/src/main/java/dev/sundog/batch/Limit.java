// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/** A limit on the size of the input, which the user can raise. */
public enum Limit implements Setting {
  /** Items in one batch. */
  BATCH_ITEMS("BatchLimits.batchItems"),
  /** Bytes of one batch. */
  BATCH_BYTES("BatchLimits.batchBytes"),
  /** Tokens, or bytes of text, in one sequence. */
  SEQUENCE_TOKENS("BatchLimits.sequenceTokens"),
  /** References of one item. */
  ITEM_REFERENCES("BatchLimits.itemReferences"),
  /** Distinct group keys of a run. */
  GROUPS("BatchLimits.groups"),
  /** Bytes that a run keeps of single items. */
  KEPT_BYTES("BatchLimits.keptBytes"),
  /** Bytes of one record of a dump. */
  RECORD_BYTES("InputLimits.recordBytes"),
  /** Bytes of one file after decompression. */
  INFLATED_BYTES("InputLimits.inflatedBytes"),
  /** Decompressed bytes per compressed byte. */
  INFLATE_RATIO("InputLimits.inflateRatio");

  private final String label;

  Limit(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /**
   * Checks the value of this limit.
   *
   * @param most the largest value allowed
   * @throws SettingException if the value is not from 1 to {@code most}
   */
  public void require(long value, long most) {
    if (value < 1 || value > most) {
      throw SettingException.of("{} must be from 1 to {}, not {}", this, most, value);
    }
  }
}
