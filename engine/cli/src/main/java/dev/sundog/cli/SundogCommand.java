package dev.sundog.cli;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
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

/** The program: its commands, and what becomes of their failures. */
@Command(
    name = "sundog",
    mixinStandardHelpOptions = true,
    versionProvider = SundogCommand.Version.class,
    header = "Scores dumps of language-model outputs.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog demo",
      "  sundog score samples.jsonl --prediction output --reference target",
      "  sundog metrics",
      "",
      "sundog COMMAND --help tells more, with examples. Standard output is data, standard error is",
      "talk. Exit codes: 0 all right, 1 a gate failed, 2 bad input, 3 a limit was reached,",
      "4 trouble inside or with the system, 64 wrong usage."
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
    if (terminal.out().checkError() && code == 0) {
      terminal.say("standard output was closed before everything was written");
      return Failure.INTERNAL;
    }
    return code;
  }

  private static int execute(Terminal terminal, String... args) {
    try {
      return commandLine(terminal, args).execute(args);
    } catch (Throwable e) {
      return failed(terminal, e);
    }
  }

  /**
   * The commands, speaking on a terminal: the one that the arguments begin with, else all. Reading
   * the options of all of them takes longer than a small job.
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

  /** The line by which a command was called, from its own specification. */
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
    commands.put("mirage", () -> MirageCommand.of(terminal));
    commands.put("plan", () -> new PlanCommand(terminal));
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
    terminal.say(e.getMessage() + " (see " + command + " --help)");
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
    throw new ParameterException(spec.commandLine(), "no command");
  }

  /** The version that the jar's manifest tells. */
  static final class Version implements IVersionProvider {
    /** The program and its version, as the jar's manifest tells it. */
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
