package dev.sundog.induce;

/**
 * How long and how fast a net learns, by Adam (Kingma and Ba 2015).
 *
 * @param steps gradient steps
 * @param batch images, or sequences, of a step
 * @param rate learning rate
 */
public record Schedule(int steps, int batch, float rate) {
  /** Checks that all are above 0. */
  public Schedule {
    if (steps < 1 || batch < 1 || !(rate > 0)) {
      throw new IllegalArgumentException(
          steps + " steps of " + batch + " at a rate of " + rate + ": all must be above 0");
    }
  }
}
