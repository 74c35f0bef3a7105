// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.text.Named;
import java.util.List;
import java.util.Locale;

/** Method for the interval of a corpus value. */
public enum IntervalMethod {
  /**
   * The score interval of a share of successes, for metrics whose values are all 0 or 1; the normal
   * one for others.
   */
  WILSON,
  /** The exact interval of a share of successes; the normal one for others. */
  CLOPPER_PEARSON,
  /**
   * The corpus value plus and minus normal quantiles of its standard error, inside the metric's
   * range; of perplexities the exponential of that of the mean log-prob.
   */
  NORMAL,
  /** Percentiles over resamples of the items, numerators and weights together. */
  BOOTSTRAP;

  /** The name that users know: {@code clopper-pearson}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The method of a label.
   *
   * @throws IllegalArgumentException if the label is unknown; the message lists the known ones
   */
  public static IntervalMethod named(String label) {
    return Named.find("interval", label, List.of(values()), IntervalMethod::label);
  }
}
