package dev.sundog.dump.spec;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Paths of an item's choices in a record.
 *
 * @param choices array of the choices: their log-likelihoods in nats, or objects with one
 * @param gold which is right: its number from 0, its text, or an array of a weight for each
 * @param texts array of the choices' texts
 * @param tokens array of the choices' lengths in tokens
 * @param unconditional array of the choices' log-likelihoods without the question
 */
public record ChoicePaths(
    @Nullable String choices,
    @Nullable String gold,
    @Nullable String texts,
    @Nullable String tokens,
    @Nullable String unconditional) {
  /** No paths. */
  public static final ChoicePaths NONE = new ChoicePaths(null, null, null, null, null);

  /** Whether any is given. */
  public boolean given() {
    return Stream.of(choices, gold, texts, tokens, unconditional).anyMatch(Objects::nonNull);
  }
}
