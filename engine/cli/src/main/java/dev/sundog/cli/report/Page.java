// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A self-contained page. Its content-security policy allows only the style and scripts that this
 * class inserts, by their digests.
 */
final class Page {
  private final String title;
  private final StringBuilder body = new StringBuilder();

  /** An empty page. */
  public Page(String title) {
    this.title = title;
  }

  /**
   * Appends a section.
   *
   * @param heading any text, escaped here
   * @param html trusted markup
   */
  public Page section(String heading, String html) {
    body.append("<section><h2>")
        .append(Html.text(heading))
        .append("</h2>\n")
        .append(html)
        .append("</section>\n");
    return this;
  }

  /** The markup of the page, with the chart library if there is a chart. */
  public String html() {
    List<String> scripts = new ArrayList<>(List.of(resource("report.js")));
    if (body.indexOf(Canvas.DATA) >= 0) {
      scripts.add(ChartLibrary.source());
      scripts.add(resource("charts.js"));
    }
    String style = resource("report.css");
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head>");
    page.append("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append("default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:;")
        .append(" style-src ")
        .append(digest(style))
        .append("; script-src");
    scripts.forEach(script -> page.append(' ').append(digest(script)));
    page.append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(Html.text(title))
        .append("</title>\n<style>")
        .append(style)
        .append("</style></head>\n<body><main><h1>")
        .append(Html.text(title))
        .append("</h1>\n")
        .append(body)
        .append("</main>\n");
    scripts.forEach(script -> page.append("<script>").append(script).append("</script>\n"));
    return page.append("</body></html>\n").toString();
  }

  private static String digest(String source) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A text resource of the program. */
  static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
