// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of its own that writes or scores a dump until it is told or made to stop. */
final class Child {
  private Child() {}

  /** Starts {@link #main}, after a command of bash that limits or watches it. */
  static Process start(String script, List<String> jvmOptions, String... arguments)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> flags =
        Stream.of("jdk.internal.misc", "sun.nio.ch", "java.lang.reflect")
            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
            .toList();
    List<String> command =
        Stream.of(
                Stream.of("/bin/bash", "-c", script + "; exec \"$@\"", "bash", java),
                flags.stream(),
                Stream.of(
                    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-modules=jdk.incubator.vector"),
                jvmOptions.stream(),
                Stream.of("-cp", System.getProperty("java.class.path"), Child.class.getName()),
                Arrays.stream(arguments))
            .flatMap(part -> part)
            .toList();
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /**
   * {@code write FILE BLOCKS}, which ends with 0 and says so, or {@code score FILE}, over and over,
   * which ends with 2 and the message of the first malformed dump.
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    if (arguments[0].equals("write")) {
      write(file, Integer.parseInt(arguments[2]));
      return;
    }
    try {
      while (true) {
        try (NativeDumpReader reader = NativeDumpReader.open(file, BatchLimits.DEFAULT)) {
          System.out.println(Sdog.score(reader, 2).items());
        }
      }
    } catch (MalformedDumpException e) {
      System.out.println(e.getMessage());
      Runtime.getRuntime().halt(2);
    }
  }

  static void write(Path file, int blocks) throws IOException {
    int[][] tokens = new int[1][1 << 20];
    try (SequenceBatch batch = SequenceBatch.of(tokens, tokens);
        NativeDumpWriter writer = NativeDumpWriter.to(file, List.of())) {
      System.out.println("begun");
      for (int block = 0; block < blocks; block++) {
        writer.write(batch);
      }
      writer.commit();
    }
    System.out.println("whole");
  }
}
