// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

import java.util.List;
import java.util.Locale;

/**
 * The paper's three architectures with default widths and schedules. Widths double. The two
 * classifiers are trained briefly at a low rate, so that the narrowest nets are at chance and the
 * widest still improve; after longer training all but the narrowest have nearly the same accuracy.
 */
public enum Family {
  /** A shallow non-linear autoencoder, by the width of its bottleneck. */
  AUTOENCODER,

  /** A convolutional net (LeCun et al. 1998), by the channels of its first layer. */
  CONVOLUTIONAL,

  /**
   * A causal transformer over image, label, image, label…, by its width: one layer below width 32,
   * otherwise two.
   */
  TRANSFORMER;

  /** The default widths. */
  public List<Integer> widths() {
    return switch (this) {
      case AUTOENCODER -> List.of(1, 2, 4, 8, 16, 32, 64);
      case CONVOLUTIONAL -> List.of(1, 2, 4, 8, 16, 32);
      case TRANSFORMER -> List.of(4, 8, 16, 32, 64, 128, 256, 512);
    };
  }

  /** The default schedule of every width. */
  public Schedule schedule() {
    return switch (this) {
      case AUTOENCODER -> new Schedule(468, 64, 2e-3f);
      case CONVOLUTIONAL -> new Schedule(60, 64, 3e-4f);
      case TRANSFORMER -> new Schedule(40, 16, 1e-4f);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
