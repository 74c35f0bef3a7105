package dev.sundog.cli;

import dev.sundog.cli.text.PlainText;
import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * Where a command speaks.
 *
 * @param out data: tables, JSON, help that was asked for
 * @param err talk: notices, errors
 * @param progress where a progress bar is drawn, or a stream that nobody sees
 * @param columns width of the terminal where {@code progress} is seen, in characters; 0 if nobody
 *     watches
 */
record Terminal(PrintWriter out, PrintWriter err, PrintStream progress, int columns) {
  /**
   * The process's own streams. Only the launcher can tell how wide a terminal standard error is.
   */
  static Terminal system() {
    return new Terminal(
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()),
        System.err,
        Integer.getInteger("sundog.columns", 0));
  }

  /** Says one line on standard error, after the name of the program. */
  void say(String line) {
    out.flush();
    err.println("sundog: " + PlainText.line(line));
    err.flush();
  }
}
