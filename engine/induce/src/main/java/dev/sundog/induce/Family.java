package dev.sundog.induce;

import java.util.List;
import java.util.Locale;

/**
 * The paper's three architectures, each with the sizes and the training that we chose for it:
 * widths that double, and for the two that learn labels so few steps at so low a rate that the
 * narrowest nets are at chance and the widest are still learning. Trained for longer, all but the
 * narrowest come out nearly alike, and accuracy itself has one large step.
 */
public enum Family {
  /** A shallow non-linear autoencoder, by the width of its bottleneck. */
  AUTOENCODER,

  /** A net after LeCun et al. (1998), by the channels of its first layer. */
  CONVOLUTIONAL,

  /**
   * A causal transformer over image, label, image, label…, by its width; of one layer below width
   * 32, of two from there on.
   */
  TRANSFORMER;

  /** The widths that are trained unless told. */
  public List<Integer> widths() {
    return switch (this) {
      case AUTOENCODER -> List.of(1, 2, 4, 8, 16, 32, 64);
      case CONVOLUTIONAL -> List.of(1, 2, 4, 8, 16, 32);
      case TRANSFORMER -> List.of(4, 8, 16, 32, 64, 128, 256, 512);
    };
  }

  /** How every width is trained unless told. */
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
