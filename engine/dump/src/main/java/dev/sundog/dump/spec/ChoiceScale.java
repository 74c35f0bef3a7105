// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.spec;

import dev.sundog.text.Named;
import java.util.List;
import java.util.Locale;

/** What the figures of choices are. */
public enum ChoiceScale {
  /** Log-likelihoods in nats. */
  LOGPROBS,
  /** Raw logits of any sign: a softmax over the choices makes them log-likelihoods. */
  LOGITS;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The scale of a name.
   *
   * @throws IllegalArgumentException if there is none, with the names there are
   */
  public static ChoiceScale named(String label) {
    return Named.find("choice scale", label, List.of(values()), ChoiceScale::label);
  }
}
