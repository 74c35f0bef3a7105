// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.util.function.Function;

/** An exception whose message names settings. */
public interface NamesSettings {
  /** The whole message, position included. */
  Message text();

  /**
   * The whole message with an interface's own names.
   *
   * @param naming name of every setting
   */
  default String message(Function<? super Setting, String> naming) {
    return text().text(naming);
  }
}
