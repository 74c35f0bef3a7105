// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.io.Serializable;

/** Settings that contradict each other or the input, with a message that names them. */
public final class SettingException extends IllegalArgumentException implements NamesSettings {
  private static final long serialVersionUID = 1L;

  private final Message message;

  /**
   * An error in the settings.
   *
   * @param message what is wrong and what to do
   */
  public SettingException(Message message) {
    super(message.toString());
    this.message = message;
  }

  /** An error in the settings; see {@link Message#of}. */
  public static SettingException of(String template, Serializable... arguments) {
    return new SettingException(Message.of(template, arguments));
  }

  @Override
  public Message text() {
    return message;
  }
}
