// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

/** The checks of a {@link Scorer}'s arguments. */
final class ScorerArguments {
  private ScorerArguments() {}

  /**
   * The number of pairs.
   *
   * @param room number of results that the output can hold
   */
  static int pairs(int predictions, int references, int room) {
    if (predictions != references) {
      throw new IllegalArgumentException(
          predictions + " predictions, " + references + " references");
    }
    if (room < predictions) {
      throw new IllegalArgumentException(
          "The output has room for " + room + " results of " + predictions + " pairs.");
    }
    return predictions;
  }

  /** The number of results that every metric's output can hold. */
  static int room(int metrics, double[][] out) {
    if (out.length != metrics) {
      throw new IllegalArgumentException(
          "The output has " + out.length + " arrays for " + metrics + " metrics.");
    }
    int room = Integer.MAX_VALUE;
    for (double[] values : out) {
      room = Math.min(room, values.length);
    }
    return room;
  }
}
