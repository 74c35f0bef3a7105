// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Images as training examples.
 *
 * @param images the images
 * @param reconstruct whether the target is the image itself instead of its label
 */
record ImageRows(Images images, boolean reconstruct) implements Training.Rows {
  @Override
  public int count() {
    return images.count();
  }

  @Override
  public NDArray inputs(NDManager manager, int[] rows) {
    float[] pixels = new float[rows.length * Images.SIZE];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(
          images.pixels(), rows[row] * Images.SIZE, pixels, row * Images.SIZE, Images.SIZE);
    }
    return manager.create(pixels, new Shape(rows.length, Images.SIZE));
  }

  @Override
  public NDArray targets(NDManager manager, int[] rows) {
    if (reconstruct) {
      return inputs(manager, rows);
    }
    float[] labels = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      labels[row] = images.labels()[rows[row]];
    }
    return manager.create(labels);
  }

  /** The same images five at a time, as image, label, image, label… */
  record Sequences(Images images) implements Training.Rows {
    @Override
    public int count() {
      return images.count() / Nets.PAIRS;
    }

    @Override
    public NDArray inputs(NDManager manager, int[] rows) {
      float[] features = new float[rows.length * Nets.POSITIONS * Nets.FEATURES];
      for (int position = 0; position < rows.length * Nets.POSITIONS; position++) {
        int within = position % Nets.POSITIONS;
        int image = rows[position / Nets.POSITIONS] * Nets.PAIRS + within / 2;
        int at = position * Nets.FEATURES;
        if (within % 2 == 0) {
          System.arraycopy(images.pixels(), image * Images.SIZE, features, at, Images.SIZE);
        } else {
          features[at + Images.SIZE + images.labels()[image]] = 1;
        }
        features[at + Images.SIZE + Images.CLASSES + within] = 1;
      }
      return manager.create(features, new Shape(rows.length, Nets.POSITIONS, Nets.FEATURES));
    }

    @Override
    public NDArray targets(NDManager manager, int[] rows) {
      float[] labels = new float[rows.length * Nets.PAIRS];
      for (int label = 0; label < labels.length; label++) {
        labels[label] = images.labels()[rows[label / Nets.PAIRS] * Nets.PAIRS + label % Nets.PAIRS];
      }
      return manager.create(labels);
    }
  }
}
