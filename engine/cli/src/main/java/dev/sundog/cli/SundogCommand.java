// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: its commands and its exit codes. */
@Command(
    name = "sundog",
    mixinStandardHelpOptions = true,
    versionProvider = SundogCommand.Version.class,
    header = "Scores dumps of language-model outputs.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Success.",
      "1:A gate failed (compare --fail-if, bench).",
      "2:Bad input. The message names the file, the record and the byte offset.",
      "3:A limit was reached (--limit-...).",
      "4:Internal error, or an error of the operating system.",
      "64:Wrong usage."
    },
    footerHeading = "%nEnvironment variables:%n",
    footer = {
      "  SUNDOG_JAVA_HOME  The JDK 25 to run on. Default: JAVA25_HOME, JAVA_HOME, java on the"
          + " PATH,",
      "                    then the usual folders.",
      "  SUNDOG_JDKS       Folders to search for a JDK instead of the usual ones, separated by"
          + " colons.",
      "  SUNDOG_JAVA_OPTS  Options of the JVM, separated by spaces, such as -Xmx4g.",
      "  SUNDOG_CACHE      Folder of the class cache that makes starts faster, or off.",
      "                    Default: ~/.cache/sundog.",
      "",
      "Examples:",
      "  sundog demo",
      "  sundog score samples.jsonl --prediction output --reference target",
      "  sundog metrics",
      "",
      "Results go to stdout, messages to stderr. Each command has its own --help with examples:",
      "sundog help score is sundog score --help."
    })
final class SundogCommand implements Runnable {
  @Spec private CommandSpec spec;

  /**
   * Runs one command.
   *
   * @return the exit code
   */
  static int run(Terminal terminal, String... args) {
    int code = execute(terminal, args);
    if (!terminal.out().checkError() || code != 0) {
      return code;
    }
    if (terminal.out() instanceof StandardOutput out && out.readerLeft()) {
      return code;
    }
    terminal.say("cannot write to stdout. Is the disk full?");
    return Failure.INTERNAL;
  }

  private static int execute(Terminal terminal, String... args) {
    try {
      if (List.of(args).equals(List.of("--version"))) {
        // Reads the options of no command, which takes most of the time of a start.
        List.of(new Version().getVersion()).forEach(terminal.out()::println);
        return 0;
      }
      String[] words = helpWords(args);
      return commandLine(terminal, words).execute(words);
    } catch (Throwable e) {
      return failed(terminal, e);
    }
  }

  /** {@code help score} as {@code score --help}, {@code help} alone as {@code --help}. */
  private static String[] helpWords(String... args) {
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    String[] words = Arrays.copyOfRange(args, 1, args.length + 1);
    words[args.length - 1] = "--help";
    return words;
  }

  /**
   * The program with its commands: only the one that the arguments start with, or all of them.
   * Setting up all commands takes longer than a small job.
   */
  static CommandLine commandLine(Terminal terminal, String... args) {
    CommandLine sundog = new CommandLine(new SundogCommand());
    Map<String, Supplier<Object>> commands = commands(terminal);
    boolean one = args.length > 0 && commands.containsKey(args[0]);
    commands.forEach((name, command) -> {
      if (!one || name.equals(args[0])) {
        sundog.addSubcommand(name, command.get());
      }
    });
    sundog
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(PathConflicts::run)
        .setParameterExceptionHandler((e, given) -> wrongUsage(terminal, e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(terminal, e));
    sundog
        .getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
    return sundog;
  }

  /** The command line that started a command. */
  static String line(@Nullable CommandSpec command) {
    return "sundog "
        + String.join(
            " ", requireNonNull(command).root().commandLine().getParseResult().originalArgs());
  }

  private static Map<String, Supplier<Object>> commands(Terminal terminal) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("score", () -> new ScoreCommand(terminal));
    commands.put("convert", () -> new ConvertCommand(terminal));
    commands.put("demo", () -> new DemoCommand(terminal));
    commands.put("compare", () -> new CompareCommand(terminal));
    commands.put("parity", () -> new ParityCommand(terminal));
    commands.put("metrics", () -> new MetricsCommand(terminal));
    commands.put("emergence", () -> new EmergenceCommand(terminal));
    commands.put("perf", () -> PerfCommand.of(terminal));
    commands.put("mirage", () -> MirageCommand.of(terminal));
    commands.put("plan", () -> new PlanCommand(terminal));
    commands.put("doctor", () -> new DoctorCommand(terminal));
    commands.put(
        "bench",
        () ->
            provided(
                ServiceLoader.load(CommandProvider.class), "bench", new MissingBench(terminal)));
    return commands;
  }

  /**
   * The command of a module that not every installation has.
   *
   * @param missing the command to use if no provider has the name
   */
  static Object provided(Iterable<CommandProvider> providers, String name, Object missing) {
    for (CommandProvider provider : providers) {
      if (provider.name().equals(name)) {
        return provider.command();
      }
    }
    return missing;
  }

  private static int wrongUsage(Terminal terminal, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.say(UsageMessage.of(e) + " See " + command + " --help");
    return Failure.USAGE;
  }

  private static int failed(Terminal terminal, Throwable thrown) {
    Failure failure = Failure.of(thrown);
    terminal.say(failure.message());
    if (Boolean.getBoolean("sundog.trace")) {
      thrown.printStackTrace(terminal.err());
    }
    terminal.err().flush();
    return failure.code();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command");
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {
    /** The name and version of the program. */
    static String name() {
      String version = SundogCommand.class.getPackage().getImplementationVersion();
      return "sundog " + (version == null ? "(not packed)" : version);
    }

    @Override
    public String[] getVersion() {
      return new String[] {
        name(), "Java " + Runtime.version() + " on " + System.getProperty("os.arch")
      };
    }
  }
}
