// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import dev.sundog.dump.Formats;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code sundog doctor}: what this installation runs on, for a bug report. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    header = "Shows what this installation runs on.",
    description = {
      "Prints the version, JVM, kernels, memory, folders and optional parts, to be pasted into a",
      "bug report. It holds no user name, host name or environment variable."
    },
    footerHeading = "%nExamples:%n",
    footer = "  sundog doctor")
final class DoctorCommand implements Runnable {
  private final Terminal terminal;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Runtime runtime = Runtime.getRuntime();
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    terminal
        .out()
        .print(
            Table.of(2, 0)
                .row("program", SundogCommand.Version.name())
                .row("JVM", Runtime.version() + ", " + System.getProperty("java.vm.name"))
                .row("system", property("os.name") + " " + property("os.version"))
                .row("architecture", property("os.arch"))
                .row("processors", Integer.toString(runtime.availableProcessors()))
                .row("heap", Figures.scaled((double) runtime.maxMemory()) + "B at most")
                .row("kernels", (vectors ? Kernels.vector() : Kernels.scalar()).description())
                .row(
                    "vector module",
                    vectors ? "present" : "missing: add --add-modules=jdk.incubator.vector")
                .row("temporary folder", temporary())
                .row("stderr", terminal.columns() == 0 ? "no terminal" : "terminal")
                .row("characters", System.out.charset().name())
                .row(
                    "formats",
                    Formats.ALL.stream().map(DumpFormat::name).collect(Collectors.joining(" ")))
                .row("benchmarks", benchmarks()));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  /** Whether files can be made in the folder; its path may hold a user's name and stays out. */
  private static String temporary() {
    try {
      Path file = Files.createTempFile("sundog-doctor", null);
      long free = Files.getFileStore(file).getUsableSpace();
      Files.delete(file);
      return "writable, " + Figures.scaled((double) free) + "B free";
    } catch (IOException e) {
      return "not writable: set TMPDIR or -Djava.io.tmpdir";
    }
  }

  private static String benchmarks() {
    return ServiceLoader.load(CommandProvider.class).findFirst().isPresent()
        ? "present"
        : "not in this installation";
  }
}
