// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Style;
import java.util.Arrays;
import java.util.Locale;

/**
 * The results of a trained net on the test items.
 *
 * @param family its architecture
 * @param width its width
 * @param seed seed of its weights and of the order of its images
 * @param parameters number of trained parameters
 * @param errors squared error per image for an autoencoder; otherwise empty
 * @param right whether each label of each item is correct: one per image, five per sequence; empty
 *     for an autoencoder
 */
@SuppressWarnings("ArrayRecordComponent")
public record Trained(
    Family family, int width, int seed, long parameters, double[] errors, boolean[][] right) {

  /** Number of test items. */
  public int items() {
    return Math.max(errors.length, right.length);
  }

  /** The mean over all items as text: squared error, or share of correct labels. */
  String mean() {
    if (errors.length > 0) {
      double mean = Arrays.stream(errors).average().orElse(0);
      return String.format(Locale.ROOT, "squared error %.2f", mean);
    }
    long labels = 0;
    long hits = 0;
    for (boolean[] item : right) {
      for (boolean label : item) {
        labels++;
        hits += label ? 1 : 0;
      }
    }
    return String.format(Locale.ROOT, "accuracy %.4f", (double) hits / labels);
  }

  /**
   * Appends an item as a line for {@code sundog mirage induce}: {@code
   * {"id":"17","family":"autoencoder","scale":2353,"width":1,"seed":42,"value":60.125}}, with the
   * number of parameters as scale.
   */
  void line(StringBuilder json, int item) {
    JsonWriter line = JsonWriter.to(json, Style.LINE).object();
    line.field("id", Integer.toString(item)).field("family", family.toString());
    line.field("scale", parameters).field("width", width).field("seed", seed).name("value");
    if (errors.length > 0) {
      line.value(errors[item]);
    } else if (right[item].length == 1) {
      line.value(right[item][0]);
    } else {
      line.array();
      for (boolean label : right[item]) {
        line.value(label);
      }
      line.end();
    }
    line.end().newline();
  }
}
