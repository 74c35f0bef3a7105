// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.cli.text.PlainText;

/** Escapes text for HTML. */
final class Html {
  private Html() {}

  /** Text for an element or a quoted attribute. */
  public static String text(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    PlainText.line(text)
        .chars()
        .forEach(c -> {
          switch (c) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.append((char) c);
          }
        });
    return html.toString();
  }
}
