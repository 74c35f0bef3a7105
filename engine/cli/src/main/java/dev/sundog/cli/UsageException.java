// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.util.function.Supplier;

/** Invalid arguments: exit code 64. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  /**
   * The value of arguments.
   *
   * @param meaning the conversion of the arguments
   * @throws UsageException with the same message as an {@link IllegalArgumentException}
   */
  static <T> T checked(Supplier<T> meaning) {
    try {
      return meaning.get();
    } catch (IllegalArgumentException e) {
      throw of(e);
    }
  }

  /** An exception with the message of another one. */
  static UsageException of(RuntimeException cause) {
    return new UsageException(Flags.message(cause));
  }
}
