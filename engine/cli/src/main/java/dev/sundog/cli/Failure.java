// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A failed command.
 *
 * @param code exit code
 * @param message one line: what is wrong, where, what to do
 */
record Failure(int code, String message) {
  static final int BAD_INPUT = 2;
  static final int LIMIT = 3;
  static final int INTERNAL = 4;
  static final int USAGE = 64;

  /** The failure of an exception. */
  static Failure of(Throwable thrown) {
    return switch (thrown) {
      case MalformedDumpException e -> new Failure(BAD_INPUT, Flags.message(e));
      case LimitExceededException e -> new Failure(LIMIT, Flags.message(e));
      case UsageException e -> new Failure(USAGE, Flags.message(e));
      case OutOfMemoryError e ->
          new Failure(
              LIMIT,
              "out of memory ("
                  + Flags.message(e)
                  + "). Use fewer --threads, a smaller --limit-batch-bytes,"
                  + " or a larger heap: SUNDOG_JAVA_OPTS=-Xmx4g");
      case NoClassDefFoundError e when Flags.message(e).startsWith("jdk/incubator/vector") ->
          new Failure(
              INTERNAL,
              "the Vector API module is not loaded. Start the JVM with"
                  + " --add-modules=jdk.incubator.vector");
      case LinkageError e when comesFrom(e, "com.github.luben.zstd") ->
          new Failure(
              INTERNAL,
              "cannot load the library for zstd from the temporary folder "
                  + System.getProperty("java.io.tmpdir")
                  + ". Set TMPDIR to a folder where files can be written and executed");
      case UncheckedIOException e -> of(e.getCause() == null ? new IOException(e) : e.getCause());
      case NoSuchFileException e -> new Failure(BAD_INPUT, e.getFile() + ": no such file");
      case AccessDeniedException e -> new Failure(INTERNAL, e.getFile() + ": access denied");
      case FileAlreadyExistsException e ->
          new Failure(INTERNAL, e.getFile() + ": exists and is not a folder");
      case FileSystemException e ->
          new Failure(
              INTERNAL,
              e.getFile() + ": " + (e.getReason() == null ? Flags.message(e) : e.getReason()));
      case IOException e -> new Failure(INTERNAL, Flags.message(e));
      case CancellationException e -> new Failure(INTERNAL, Flags.message(e));
      default ->
          new Failure(
              INTERNAL,
              "internal error: "
                  + thrown
                  + place(thrown)
                  + ". Please report it with the stack trace that"
                  + " SUNDOG_JAVA_OPTS=-Dsundog.trace=true prints");
    };
  }

  /** Whether code of a package is on the stack of an error. */
  private static boolean comesFrom(Throwable thrown, String packageName) {
    return Arrays.stream(thrown.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(packageName + "."));
  }

  private static String place(Throwable thrown) {
    @Nullable StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }
}
