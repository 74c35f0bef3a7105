// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.io.Serializable;
import java.util.function.Function;

/**
 * A text for the user in which settings are named by whoever shows it: {@code BatchLimits.groups}
 * in Java, a flag on a command line. Immutable.
 */
public final class Message implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String PLACEHOLDER = "{}";

  private final String template;
  private final Serializable[] arguments;

  private Message(String template, Serializable[] arguments) {
    this.template = template;
    this.arguments = arguments;
  }

  /**
   * A message from a template: {@code Message.of("no field \"{}\". Set {} to its path", name,
   * Field.PREDICTION)}.
   *
   * @param template text with one <code>{}</code> per argument
   * @param arguments a {@link Setting} is shown by its name, a {@code Message} by its text,
   *     anything else by {@code toString()}
   * @throws IllegalArgumentException if the number of arguments differs from that of placeholders
   */
  public static Message of(String template, Serializable... arguments) {
    int placeholders = 0;
    for (int at = template.indexOf(PLACEHOLDER);
        at >= 0;
        at = template.indexOf(PLACEHOLDER, at + PLACEHOLDER.length())) {
      placeholders++;
    }
    if (placeholders != arguments.length) {
      throw new IllegalArgumentException(
          arguments.length + " arguments for \"" + template + "\": one per {}");
    }
    return new Message(template, arguments.clone());
  }

  /** A message that names no setting; braces have no meaning in it. */
  public static Message literal(String text) {
    return new Message(PLACEHOLDER, new Serializable[] {text});
  }

  /**
   * The text.
   *
   * @param naming name of every setting
   */
  public String text(Function<? super Setting, String> naming) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Serializable argument : arguments) {
      int at = template.indexOf(PLACEHOLDER, from);
      text.append(template, from, at);
      switch (argument) {
        case Setting setting -> text.append(naming.apply(setting));
        case Message message -> text.append(message.text(naming));
        default -> text.append(argument);
      }
      from = at + PLACEHOLDER.length();
    }
    return text.append(template, from, template.length()).toString();
  }

  /** The text with the names of the Java API. */
  @Override
  public String toString() {
    return text(Setting::label);
  }
}
