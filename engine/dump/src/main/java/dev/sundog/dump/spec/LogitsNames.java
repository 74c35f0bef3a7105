package dev.sundog.dump.spec;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where logits and what belongs to them are. A name that ends in {@code .npy} is a file, any other
 * a tensor of the safetensors file.
 *
 * @param tensor tensor of the logits in a safetensors file; {@code logits} if null
 * @param targets the token that each row predicts, a negative one for a row that does not count; in
 *     a safetensors file {@code targets} if null
 * @param lengths rows of each item, where the logits are one table of rows; null if that is one
 *     item
 */
public record LogitsNames(
    @Nullable String tensor, @Nullable String targets, @Nullable String lengths) {
  /** The usual names. */
  public static final LogitsNames NONE = new LogitsNames(null, null, null);

  /** Whether any is given. */
  public boolean given() {
    return Stream.of(tensor, targets, lengths).anyMatch(Objects::nonNull);
  }
}
