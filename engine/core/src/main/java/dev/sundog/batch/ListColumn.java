// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import dev.sundog.batch.BatchMemory.Slot;

/** The columns that hold a list of values per item or pair, in Arrow's list layout. */
public enum ListColumn {
  /** Prediction tokens of every pair. */
  PREDICTIONS("prediction", Slot.PREDICTION_VALUES, Slot.PREDICTION_OFFSETS),
  /** Reference tokens of every pair. */
  REFERENCES("reference", Slot.REFERENCE_VALUES, Slot.REFERENCE_OFFSETS),
  /** Prediction texts of every pair, UTF-8. */
  PREDICTION_TEXTS("prediction text", Slot.PREDICTION_TEXT, Slot.PREDICTION_TEXT_OFFSETS),
  /** Reference texts of every pair, UTF-8. */
  REFERENCE_TEXTS("reference text", Slot.REFERENCE_TEXT, Slot.REFERENCE_TEXT_OFFSETS),
  /** Log-probs of every item, float32, in nats. */
  LOGPROBS("log-prob", Slot.LOGPROB_VALUES, Slot.LOGPROB_OFFSETS),
  /** Id of every item, UTF-8. */
  IDS("id", Slot.ID_VALUES, Slot.ID_OFFSETS);

  private final String label;
  private final Slot values;
  private final Slot offsets;

  ListColumn(String label, Slot values, Slot offsets) {
    this.label = label;
    this.values = values;
    this.offsets = offsets;
  }

  /** Name of one list, for messages. */
  String label() {
    return label;
  }

  /** Memory of the values. */
  Slot valueSlot() {
    return values;
  }

  /** Memory of the offsets. */
  Slot offsetSlot() {
    return offsets;
  }

  /** Whether there is a list per pair, not per item. */
  boolean perPair() {
    return switch (this) {
      case PREDICTIONS, REFERENCES, PREDICTION_TEXTS, REFERENCE_TEXTS -> true;
      case LOGPROBS, IDS -> false;
    };
  }

  /** Bytes of a value; token ids may become narrower. */
  int valueBytes() {
    return switch (this) {
      case PREDICTIONS, REFERENCES -> Integer.BYTES;
      case LOGPROBS -> Float.BYTES;
      case PREDICTION_TEXTS, REFERENCE_TEXTS, IDS -> Byte.BYTES;
    };
  }
}
