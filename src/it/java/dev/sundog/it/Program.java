// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packed program, run from outside.
 *
 * @param launcher its {@code bin/sundog}
 */
record Program(Path launcher) {
  private static final String VERSION = System.getProperty("sundog.version", "");
  private static final Path ROOT = Path.of(System.getProperty("sundog.root", ""));
  private static final int SECONDS = 120;

  /**
   * The result of a run.
   *
   * @param code exit code
   * @param out stdout
   * @param err stderr
   */
  record CommandResult(int code, String out, String err) {}

  /** Unpacks the distribution's tar.gz into a folder. */
  static Program unpack(Path folder) throws IOException {
    Path archive = ROOT.resolve("src/assembly/target/sundog-" + VERSION + ".tar.gz");
    CommandResult result =
        run(Map.of(), folder, List.of("tar", "xzf", archive.toString(), "-C", folder.toString()));
    if (result.code() != 0) {
      throw new IOException(result.err());
    }
    return new Program(folder.resolve("sundog-" + VERSION + "/bin/sundog"));
  }

  /** Runs a command in a folder. */
  CommandResult run(Path folder, String... arguments) throws IOException {
    return run(Map.of(), folder, arguments);
  }

  /** Runs a command in a folder, with additional environment variables. */
  CommandResult run(Map<String, String> environment, Path folder, String... arguments)
      throws IOException {
    return run(environment, folder, command(arguments));
  }

  /** Starts a command in a folder; its output is discarded. */
  Process start(Map<String, String> environment, Path folder, String... arguments)
      throws IOException {
    return builder(environment, folder, command(arguments))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<String> command(String... arguments) {
    return Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
  }

  /** Runs any program. */
  static CommandResult run(Map<String, String> environment, Path folder, List<String> command)
      throws IOException {
    Path out = Files.createTempFile("sundog", ".out");
    Path err = Files.createTempFile("sundog", ".err");
    try {
      Process process =
          builder(environment, folder, command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end within " + SECONDS + " s");
      }
      return new CommandResult(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static ProcessBuilder builder(
      Map<String, String> environment, Path folder, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("SUNDOG_CACHE", "off");
    builder.environment().putAll(environment);
    return builder;
  }
}
