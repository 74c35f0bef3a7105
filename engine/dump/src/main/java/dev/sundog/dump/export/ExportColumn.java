// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.export;

import java.util.List;

/**
 * A column of a table that is written.
 *
 * @param name its name
 * @param kind kind of its values
 * @param dictionary the texts that codes stand for, at most 127; empty for other kinds
 */
public record ExportColumn(String name, Kind kind, List<String> dictionary) {
  /** Kinds of values; any may be null. */
  public enum Kind {
    /** Signed integers of 64 bits. */
    INT,
    /** float64. */
    REAL,
    /** Texts in UTF-8. */
    TEXT,
    /** Texts of a dictionary, by their code: one byte. */
    CODE
  }

  /** Copies the dictionary. */
  public ExportColumn {
    dictionary = List.copyOf(dictionary);
  }

  /** A column without a dictionary. */
  public static ExportColumn of(String name, Kind kind) {
    return new ExportColumn(name, kind, List.of());
  }
}
