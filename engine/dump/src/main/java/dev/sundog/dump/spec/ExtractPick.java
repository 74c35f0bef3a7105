// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.spec;

import dev.sundog.text.Named;
import java.util.List;
import java.util.Locale;

/** Which of several answers in a text is extracted. */
public enum ExtractPick {
  /** The first one. */
  FIRST,
  /** The last one. */
  LAST;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The pick of a name.
   *
   * @throws IllegalArgumentException if there is none, with the names there are
   */
  public static ExtractPick named(String label) {
    return Named.find("pick", label, List.of(values()), ExtractPick::label);
  }
}
