// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.io.Serializable;

/**
 * A limit or option that a message can name. Library code names it by its {@linkplain #label()
 * label}; an interface with other names, such as a command line, renders the message with its own
 * (see {@link Message#text(java.util.function.Function)}).
 */
public interface Setting extends Serializable {
  /** Name in the Java API, such as {@code BatchLimits.batchBytes}. */
  String label();
}
