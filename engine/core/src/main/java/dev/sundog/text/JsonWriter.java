// SPDX-License-Identifier: Apache-2.0
package dev.sundog.text;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A streaming JSON writer: the same bytes for every run and locale. Keys keep the order of the
 * calls. A number that is not finite is {@code null}. Control characters and unpaired surrogates
 * are escaped, so that the text is valid UTF-8 whatever strings it holds.
 *
 * <p>Not thread-safe. The caller is responsible for calls in a valid order; only unbalanced {@link
 * #end} and {@link #newline} are checked.
 */
public final class JsonWriter {
  private static final int DRAIN_CHARS = 1 << 16;

  /** The layout of a file. Files of each style exist, so none changes its bytes. */
  public enum Style {
    /** No white space, whole numbers without a fraction, safe inside a script element. */
    LINE(",", ":", "", true, true),
    /** Spaced, whole numbers without a fraction, safe inside a script element. */
    SUMMARY(", ", ": ", "", true, true),
    /** No white space, numbers as {@link Double#toString}. */
    COMPACT(",", ":", "", false, false),
    /** Spaced, arrays padded, numbers as {@link Double#toString}. */
    PADDED(", ", " : ", " ", false, false);

    private final String comma;
    private final String colon;
    private final String padding;
    private final boolean wholeNumbers;
    private final boolean markupSafe;

    Style(String comma, String colon, String padding, boolean wholeNumbers, boolean markupSafe) {
      this.comma = comma;
      this.colon = colon;
      this.padding = padding;
      this.wholeNumbers = wholeNumbers;
      this.markupSafe = markupSafe;
    }
  }

  /** The placement of a container's entries. */
  public enum Layout {
    /** All entries in the line of the container. */
    INLINE,
    /** One entry per line, indented by two spaces more than the container. */
    LINES
  }

  private final Style style;
  private final StringBuilder out;
  private final @Nullable OutputStream stream;
  private char[] closers = new char[8];
  private boolean[] lines = new boolean[8];
  private boolean[] filled = new boolean[8];
  private int depth;
  private int indent;
  private boolean named;

  private JsonWriter(Style style, StringBuilder out, @Nullable OutputStream stream) {
    this.style = style;
    this.out = out;
    this.stream = stream;
  }

  /** A writer that appends to a text. */
  public static JsonWriter to(StringBuilder out, Style style) {
    return new JsonWriter(style, out, null);
  }

  /**
   * A writer of UTF-8 to a stream, which needs a {@link #flush} at the end. Failures of the stream
   * are thrown as {@link UncheckedIOException}.
   */
  public static JsonWriter to(OutputStream out, Style style) {
    return new JsonWriter(style, new StringBuilder(), out);
  }

  /** Begins an object, in a line of its container. */
  public JsonWriter object() {
    return object(Layout.INLINE);
  }

  /** Begins an object. */
  public JsonWriter object(Layout layout) {
    return begin('{', '}', layout);
  }

  /** Begins an array, in a line of its container. */
  public JsonWriter array() {
    return array(Layout.INLINE);
  }

  /** Begins an array. */
  public JsonWriter array(Layout layout) {
    return begin('[', ']', layout);
  }

  private JsonWriter begin(char opener, char closer, Layout layout) {
    separate();
    out.append(opener);
    if (depth == closers.length) {
      closers = Arrays.copyOf(closers, 2 * depth);
      lines = Arrays.copyOf(lines, 2 * depth);
      filled = Arrays.copyOf(filled, 2 * depth);
    }
    closers[depth] = closer;
    lines[depth] = layout == Layout.LINES;
    filled[depth] = false;
    indent += lines[depth] ? 1 : 0;
    depth++;
    return this;
  }

  /**
   * Ends the innermost object or array.
   *
   * @throws IllegalStateException if none is open
   */
  public JsonWriter end() {
    if (depth == 0) {
      throw new IllegalStateException("no open object or array");
    }
    depth--;
    indent -= lines[depth] ? 1 : 0;
    if (lines[depth] && (filled[depth] || style.padding.isEmpty())) {
      breakLine();
    } else {
      out.append(style.padding);
    }
    out.append(closers[depth]);
    return written();
  }

  /** Appends the key of the next value. */
  public JsonWriter name(String name) {
    separate();
    quote(name);
    out.append(style.colon);
    named = true;
    return this;
  }

  /** Appends a string. */
  public JsonWriter value(String value) {
    separate();
    quote(value);
    return written();
  }

  /** Appends an integer. */
  public JsonWriter value(long value) {
    separate();
    out.append(value);
    return written();
  }

  /** Appends a number in its shortest form that reads back the same; null if it is not finite. */
  public JsonWriter value(double value) {
    separate();
    if (!Double.isFinite(value)) {
      out.append("null");
    } else if (style.wholeNumbers) {
      number(out, value);
    } else {
      out.append(value);
    }
    return written();
  }

  /** Appends a truth value. */
  public JsonWriter value(boolean value) {
    separate();
    out.append(value);
    return written();
  }

  /** Appends null. */
  public JsonWriter nothing() {
    separate();
    out.append("null");
    return written();
  }

  /** Appends a key and a string. */
  public JsonWriter field(String name, String value) {
    return name(name).value(value);
  }

  /** Appends a key and an integer. */
  public JsonWriter field(String name, long value) {
    return name(name).value(value);
  }

  /** Appends a key and a number; null if it is not finite. */
  public JsonWriter field(String name, double value) {
    return name(name).value(value);
  }

  /**
   * Ends a document with a line feed; another may follow.
   *
   * @throws IllegalStateException if an object or array is open
   */
  public JsonWriter newline() {
    if (depth != 0) {
      throw new IllegalStateException(depth + " open objects and arrays");
    }
    out.append('\n');
    return written();
  }

  /** Hands everything written so far to the stream; nothing to do for a text. */
  public void flush() {
    if (stream != null) {
      try {
        stream.write(out.toString().getBytes(StandardCharsets.UTF_8));
        stream.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out.setLength(0);
    }
  }

  private JsonWriter written() {
    if (stream != null && out.length() >= DRAIN_CHARS) {
      flush();
    }
    return this;
  }

  /** What stands between the last entry and the next one; nothing after a key. */
  private void separate() {
    if (named) {
      named = false;
      return;
    }
    if (depth == 0) {
      return;
    }
    int container = depth - 1;
    if (lines[container]) {
      out.append(filled[container] ? "," : "");
      breakLine();
    } else {
      out.append(filled[container] ? style.comma : style.padding);
    }
    filled[container] = true;
  }

  private void breakLine() {
    out.append('\n').repeat("  ", indent);
  }

  /** A finite number in its shortest form, a whole one below 10¹⁵ without a fraction. */
  public static String number(double value) {
    return number(new StringBuilder(), value).toString();
  }

  private static StringBuilder number(StringBuilder out, double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? out.append((long) value)
        : out.append(value);
  }

  private void quote(String text) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || (style.markupSafe && isMarkup(c)) || unpaired(text, at)) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit((c >> shift) & 15, 16));
        }
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isMarkup(char c) {
    return c == '<' || c == '\u2028' || c == '\u2029';
  }

  private static boolean unpaired(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
