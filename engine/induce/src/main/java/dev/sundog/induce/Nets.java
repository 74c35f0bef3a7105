// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.transformer.ScaledDotProductAttentionBlock;
import java.util.List;

/** The three architectures of the paper's third experiment. */
final class Nets {
  /** Pairs of image and label in a sequence of the transformer. */
  static final int PAIRS = 5;

  /** Positions of a sequence. */
  static final int POSITIONS = 2 * PAIRS;

  /** Features of a position: pixels, label, and one-hot position. */
  static final int FEATURES = Images.SIZE + Images.CLASSES + POSITIONS;

  private static final float MASKED = -1e9f;

  private Nets() {}

  /**
   * A shallow non-linear autoencoder: (n, 784) to (n, 784). The bottleneck is a tanh: a few
   * rectified units can all die and leave the mean image.
   */
  static Block autoencoder(int bottleneck) {
    return new SequentialBlock()
        .add(linear(bottleneck))
        .add(Activation.tanhBlock())
        .add(linear(Images.SIZE))
        .add(Activation.sigmoidBlock());
  }

  /**
   * After LeCun et al. (1998): (n, 784) to logits (n, 10); {@code width} channels, then twice that.
   */
  static Block convolutional(int width) {
    return new SequentialBlock()
        .add(new LambdaBlock(x -> one(x.head().reshape(-1, 1, 28, 28))))
        .add(convolution(width))
        .add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(convolution(2 * width))
        .add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock())
        .add(linear(8L * width))
        .add(Activation.reluBlock())
        .add(linear(Images.CLASSES));
  }

  /**
   * A causal transformer over image, label, image, label…: (n, positions, features) to logits (n ·
   * pairs, 10), those of the label that follows each image.
   */
  static Block transformer(int width, int depth) {
    SequentialBlock net = new SequentialBlock().add(linear(width));
    for (int layer = 0; layer < depth; layer++) {
      net.add(residual(attention(width)));
      net.add(
          residual(
              new SequentialBlock()
                  .add(LayerNorm.builder().axis(2).build())
                  .add(linear(2L * width))
                  .add(Activation.reluBlock())
                  .add(linear(width))));
    }
    return net.add(linear(Images.CLASSES))
        .add(new LambdaBlock(x -> one(x.head().get(new NDIndex(":, 0::2, :")).reshape(-1, 10))));
  }

  private static Block attention(int width) {
    return new SequentialBlock()
        .add(LayerNorm.builder().axis(2).build())
        .add(new LambdaBlock(x -> new NDList(x.head(), x.head(), x.head(), causal(x.head()))))
        .add(
            ScaledDotProductAttentionBlock.builder()
                .setEmbeddingSize(width)
                .setHeadCount(1)
                .optAttentionProbsDropoutProb(0)
                .build());
  }

  private static NDArray causal(NDArray x) {
    float[] mask = new float[POSITIONS * POSITIONS];
    for (int row = 0; row < POSITIONS; row++) {
      for (int column = row + 1; column < POSITIONS; column++) {
        mask[row * POSITIONS + column] = MASKED;
      }
    }
    return x.getManager().create(mask, new Shape(1, 1, POSITIONS, POSITIONS));
  }

  private static Block residual(Block block) {
    return new ParallelBlock(
        both -> one(both.get(0).head().add(both.get(1).head())),
        List.of(Blocks.identityBlock(), block));
  }

  private static Block convolution(int channels) {
    return Conv2d.builder().setKernelShape(new Shape(5, 5)).setFilters(channels).build();
  }

  private static Block linear(long units) {
    return Linear.builder().setUnits(units).build();
  }

  private static NDList one(NDArray array) {
    return new NDList(array);
  }
}
