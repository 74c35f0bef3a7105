// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Training run for class data sharing: runs the common commands on small generated dumps, so that a
 * JVM with -XX:DumpLoadedClassList lists the classes that users need. Started by the launcher,
 * which archives them.
 */
public final class CdsTraining {
  private static final int ITEMS = 2_000;
  private static final String TIME = "2026-01-01T00-00-00.000000";

  private CdsTraining() {}

  /**
   * Runs all commands. The files stay in the folder.
   *
   * @param args the folder
   * @throws IllegalStateException if a command failed
   */
  public static void main(String[] args) throws IOException {
    Terminal.system().err().flush();
    int code = in(Path.of(args[0]));
    if (code != 0) {
      throw new IllegalStateException("a command exited with " + code);
    }
  }

  /** Runs all commands; returns 0 or the exit code of the first one that failed. */
  static int in(Path folder) throws IOException {
    String ids = write(folder, "ids.jsonl", "{\"prediction\":[%d,7],\"reference\":[1,7]}%n");
    String texts =
        write(
            folder,
            "texts.jsonl.gz",
            "{\"id\":%d,\"prediction\":\"a %1$d b\",\"reference\":\"a 1"
                + " \\u0062\",\"model\":\"m\"}%n");
    String samples =
        write(
            folder,
            "samples_task_" + TIME + ".jsonl",
            "{\"doc_id\":%d,\"doc\":{},\"target\":\"%1$d\",\"arguments\":{\"gen_args_0\":{\"arg_1\":{}}},"
                + "\"resps\":[[\"a\"]],\"filtered_resps\":[\"%1$d\"],\"filter\":\"none\",\"metrics\":[\"exact_match\"],"
                + "\"exact_match\":1.0}%n");
    Files.writeString(
        folder.resolve("results_" + TIME + ".json"),
        "{\"configs\":{\"task\":{\"metric_list\":"
            + "[{\"metric\":\"exact_match\",\"regexes_to_ignore\":[\",\"],\"ignore_case\":true}]}}}");
    String dump = folder.resolve("dump.sdog").toString();
    String[][] commands = {
      {"--version"},
      {"score", "--help"},
      {"score", ids},
      {"score", samples},
      {"score", texts, "--by", "model", "--summary", folder.resolve("summary.json").toString()},
      {"score", texts, "--scores", folder.resolve("scores.csv").toString()},
      {"convert", ids, dump},
      {"score", dump, "--report", folder.resolve("report.html").toString()},
      {"compare", ids, ids},
      {"demo", "--items", "20000"},
      {"metrics"}
    };
    for (String[] command : commands) {
      int code = Main.run(silent(), command);
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  private static String write(Path folder, String name, String line) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain;
        Writer writer = new OutputStreamWriter(out, UTF_8)) {
      for (int item = 0; item < ITEMS; item++) {
        writer.write(String.format(Locale.ROOT, line, item));
      }
    }
    return file.toString();
  }

  private static Terminal silent() {
    return new Terminal(
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
        0);
  }
}
