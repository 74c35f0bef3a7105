package dev.sundog.cli;

import java.util.function.Supplier;

/** Arguments that do not go together: exit code 64. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  /**
   * What arguments stand for.
   *
   * @param meaning what they are made into
   * @throws UsageException with the same complaint if that is an {@link IllegalArgumentException}
   */
  static <T> T checked(Supplier<T> meaning) {
    try {
      return meaning.get();
    } catch (IllegalArgumentException e) {
      throw of(e);
    }
  }

  /** The same complaint as that of another exception. */
  static UsageException of(RuntimeException cause) {
    return new UsageException(Flags.message(cause));
  }
}
