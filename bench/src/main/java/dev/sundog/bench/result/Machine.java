// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.result;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jdk.incubator.vector.LongVector;

/**
 * The machine and the JVM of a run.
 *
 * @param cpu the processor's name
 * @param cores processors that the JVM sees
 * @param memoryBytes memory of the machine
 * @param vectorBits width of the JVM's preferred vectors
 * @param os operating system and its version
 * @param jdk vendor and version
 * @param flags the JVM's options
 * @param commit of the sources, empty if unknown; with {@code +} if they were changed since
 */
public record Machine(
    String cpu,
    int cores,
    long memoryBytes,
    int vectorBits,
    String os,
    String jdk,
    List<String> flags,
    String commit) {

  /** This machine, now. */
  public static Machine here() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        cpuName(),
        system.getAvailableProcessors(),
        system.getTotalMemorySize(),
        LongVector.SPECIES_PREFERRED.vectorBitSize(),
        property("os.name") + " " + property("os.version"),
        property("java.vendor") + " " + property("java.vm.version"),
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        headCommit());
  }

  /**
   * The load average over the last minute.
   *
   * @return runnable processes; negative if the system has no load average
   */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /**
   * A name for folders, such as {@code amd-epyc-512}.
   *
   * @return processor and vector width, in lower case with hyphens
   */
  public String slug() {
    String words = cpu.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return words.replaceAll("^-|-$", "") + "-" + vectorBits;
  }

  private static String cpuName() {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cpuinfo)) {
      try (Stream<String> lines = Files.lines(cpuinfo)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(property("os.arch"));
      } catch (IOException e) {
        return property("os.arch");
      }
    }
    return property("os.arch");
  }

  private static String headCommit() {
    String id = git("rev-parse", "--short=12", "HEAD");
    return id.isEmpty() || git("status", "--porcelain", "--untracked-files=no").isEmpty()
        ? id
        : id + "+";
  }

  private static String git(String... arguments) {
    try {
      Process git =
          new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
