// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.perf.result.Results;

/** The result files of one tool. */
interface ResultFormat {
  /** The tool's name, as messages show it. */
  String name();

  /** Whether a file has this format, by its content. */
  boolean recognizes(ResultFile file);

  /**
   * Reads a file.
   *
   * @throws dev.sundog.batch.MalformedDumpException if something is missing or of another type
   */
  Results read(ResultFile file);
}
