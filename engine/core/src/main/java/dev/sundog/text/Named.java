package dev.sundog.text;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Things by the names that users give them. */
public final class Named {
  private Named() {}

  /**
   * The thing of a name.
   *
   * @param kind what they are, for the error
   * @param label the name, case and all
   * @param things all there are
   * @param labelOf the name of each
   * @throws IllegalArgumentException if none has that name, with the names there are
   */
  public static <T> T find(String kind, String label, List<T> things, Function<T, String> labelOf) {
    return things.stream()
        .filter(thing -> labelOf.apply(thing).equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                things.stream()
                    .map(labelOf)
                    .collect(
                        Collectors.joining(
                            ", ", "no " + kind + " " + label + "; there are ", ""))));
  }
}
