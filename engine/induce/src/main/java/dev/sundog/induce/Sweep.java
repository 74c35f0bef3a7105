// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;

/**
 * Trains nets of all architectures and widths in order and evaluates them on the same items. With
 * one thread the same seed produces the same bits.
 *
 * @param train training images
 * @param test test images
 */
public record Sweep(Images train, Images test) {
  /**
   * Trains one net.
   *
   * @param seed seed of weights and shuffles
   */
  public Trained train(Family family, int width, Schedule schedule, int seed) {
    Training training = new Training(schedule, seed);
    return switch (family) {
      case AUTOENCODER -> autoencoder(width, training);
      case CONVOLUTIONAL -> convolutional(width, training);
      case TRANSFORMER -> transformer(width, training);
    };
  }

  private Trained autoencoder(int bottleneck, Training training) {
    double[] errors = new double[test.count()];
    long parameters =
        training.run(
            Nets.autoencoder(bottleneck),
            Loss.l2Loss(),
            new Shape(1, Images.SIZE),
            new ImageRows(train, true),
            new ImageRows(test, true),
            (inputs, outputs, rows) -> {
              float[] squares = outputs.sub(inputs).pow(2).sum(new int[] {1}).toFloatArray();
              for (int row = 0; row < rows.length; row++) {
                errors[rows[row]] = squares[row];
              }
            });
    return new Trained(
        Family.AUTOENCODER, bottleneck, training.seed(), parameters, errors, new boolean[0][]);
  }

  private Trained convolutional(int width, Training training) {
    boolean[][] right = new boolean[test.count()][1];
    long parameters =
        training.run(
            Nets.convolutional(width),
            Loss.softmaxCrossEntropyLoss(),
            new Shape(1, Images.SIZE),
            new ImageRows(train, false),
            new ImageRows(test, false),
            (inputs, outputs, rows) -> {
              long[] labels = best(outputs);
              for (int row = 0; row < rows.length; row++) {
                right[rows[row]][0] = labels[row] == test.labels()[rows[row]];
              }
            });
    return new Trained(
        Family.CONVOLUTIONAL, width, training.seed(), parameters, new double[0], right);
  }

  private Trained transformer(int width, Training training) {
    ImageRows.Sequences tests = new ImageRows.Sequences(test);
    boolean[][] right = new boolean[tests.count()][Nets.PAIRS];
    long parameters =
        training.run(
            Nets.transformer(width, width < 32 ? 1 : 2),
            Loss.softmaxCrossEntropyLoss(),
            new Shape(1, Nets.POSITIONS, Nets.FEATURES),
            new ImageRows.Sequences(train),
            tests,
            (inputs, outputs, rows) -> {
              long[] labels = best(outputs);
              for (int label = 0; label < labels.length; label++) {
                int row = rows[label / Nets.PAIRS];
                int within = label % Nets.PAIRS;
                right[row][within] = labels[label] == test.labels()[row * Nets.PAIRS + within];
              }
            });
    return new Trained(
        Family.TRANSFORMER, width, training.seed(), parameters, new double[0], right);
  }

  private static long[] best(NDArray logits) {
    return logits.argMax(1).toLongArray();
  }
}
