package dev.sundog.cli.report;

import dev.sundog.cli.text.PlainText;

/** The one way by which text becomes HTML. */
final class Html {
  private Html() {}

  /** Text that is shown as it is, in an element or in a quoted attribute. */
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
