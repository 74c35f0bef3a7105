package dev.sundog.induce;

import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Style;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a trained net came to on every test item.
 *
 * @param family its architecture
 * @param width its width
 * @param seed seed of its weights and of the order of its images
 * @param parameters numbers that were learnt
 * @param errors squared error of every image, of an autoencoder; else empty
 * @param right whether each label of every item is right: one of an image, five of a sequence;
 *     empty of an autoencoder
 */
@SuppressWarnings("ArrayRecordComponent")
public record Trained(
    Family family, int width, int seed, long parameters, double[] errors, boolean[][] right) {

  /** Items that it was judged by. */
  public int items() {
    return Math.max(errors.length, right.length);
  }

  /** The mean over all items, for people: squared error, or share of right labels. */
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
   * Appends an item as a line of the dump that {@code sundog mirage induce} reads: {@code
   * {"id":"17","family":"autoencoder","scale":2353,"width":1,"seed":42,"value":60.125}}, where the
   * scale is the number of parameters.
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
