// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

/**
 * Paths of the fields of a tool's records, where the caller sets none.
 *
 * @param prediction path of predictions
 * @param reference path of references
 * @param logprobs path of log-probs
 * @param id path of ids
 * @param gaps whether a record without a prediction has a missing one, as failed requests do
 * @param answers path of the array of answers, of which the prediction is one; empty if there is
 *     none
 */
public record DefaultPaths(
    String prediction, String reference, String logprobs, String id, boolean gaps, String answers) {
  /** The names of plain records. */
  public static final DefaultPaths OURS =
      new DefaultPaths("prediction", "reference", "logprobs", "id", false, "");
}
