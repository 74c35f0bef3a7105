// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.spec;

import dev.sundog.text.Named;
import java.util.List;
import java.util.Locale;

/** How a text becomes token ids. Arrays of ids in a dump are taken as they are. */
public enum Tokenizer {
  /** The text is a list of integers with white space between them. */
  IDS,
  /** Words: what stands between white space. Ids are equal within a batch only. */
  WHITESPACE,
  /** Unicode code points. */
  CHARS,
  /** Bytes of UTF-8. */
  BYTES,
  /** The byte-pair encoding of GPT-2 and GPT-3. */
  R50K_BASE,
  /** The byte-pair encoding of Codex. */
  P50K_BASE,
  /** The byte-pair encoding of GPT-3.5 and GPT-4. */
  CL100K_BASE,
  /** The byte-pair encoding of GPT-4o. */
  O200K_BASE;

  /** The tokenizer's name on the command line, e.g. {@code cl100k_base}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The tokenizer of a name.
   *
   * @throws IllegalArgumentException if there is none, with the names there are
   */
  public static Tokenizer named(String label) {
    return Named.find("tokenizer", label, List.of(values()), Tokenizer::label);
  }
}
