// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that a user reads, compared exactly with the files under {@code src/corpus/golden}:
 * help, tables, errors, pages and files. After an intended change run this test with {@code
 * -Dsundog.golden.renew=true}, which writes the files anew, and review their diff.
 */
class GoldenOutputTest {
  private static final Path GOLDEN = Path.of(System.getProperty("sundog.corpus"), "golden");
  private static final Path INPUT = GOLDEN.resolve("input");
  private static final boolean RENEW = Boolean.getBoolean("sundog.golden.renew");
  private static final String ANSWERS =
      "--prediction output --reference target --id id --logprobs logprobs";

  private static final String HINT =
      "if the change is intended, run this test with -Dsundog.golden.renew=true";

  @TempDir private Path folder;

  /** The lines of {@code commands.txt} for a file, or for the files of a folder. */
  private static List<Command> commands(String prefix) throws IOException {
    List<Command> commands = new ArrayList<>();
    for (String line : Files.readAllLines(GOLDEN.resolve("commands.txt"))) {
      if (line.startsWith(prefix)) {
        String[] parts = line.split(":", 2);
        commands.add(new Command(parts[0], parts[1].strip().replace("ANSWERS", ANSWERS)));
      }
    }
    return commands;
  }

  private record Command(String file, String line) {
    String name() {
      return file.substring(file.indexOf('/') + 1);
    }
  }

  @TestFactory
  Stream<DynamicTest> help() {
    List<String> commands = new ArrayList<>(List.of("", "mirage arithmetic", "mirage meta"));
    commands.add("mirage induce");
    commands.addAll(List.of("perf compare", "perf record", "perf history"));
    SundogCommand.commandLine(Terminal.system()).getSubcommands().keySet().stream()
        .filter(name -> !name.equals("bench"))
        .forEach(commands::add);
    return commands.stream()
        .map(command -> {
          String name = command.isEmpty() ? "sundog" : command.replace(' ', '-');
          return test("help/" + name + ".txt", () -> run((command + " --help").strip()).out());
        });
  }

  @TestFactory
  Stream<DynamicTest> tables() throws IOException {
    return commands("tables/").stream()
        .map(table ->
            test(
                table.file(),
                () -> {
                  CommandResult result = passed(run(table.line()));
                  return "$ sundog " + shown(table.line()) + "\n\n" + result.out();
                }));
  }

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    return commands("files/").stream()
        .map(file ->
            test(
                file.file(),
                () -> {
                  passed(run(file.line()));
                  return Files.readString(folder.resolve(file.name()));
                }));
  }

  @TestFactory
  Stream<DynamicTest> pages() throws IOException {
    return commands("pages/").stream()
        .map(page ->
            test(
                page.file(),
                () -> {
                  passed(run(page.line()));
                  return withoutMachinery(Files.readString(folder.resolve(page.name())));
                }));
  }

  @Test
  void errors() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Command command : commands("errors.txt:")) {
      CommandResult result = run(command.line());
      text.append("$ sundog ").append(shown(command.line())).append('\n');
      result
          .err()
          .lines()
          .filter(line -> !isTiming(line))
          .forEach(line -> text.append(line).append('\n'));
      text.append("exit code ").append(result.code()).append("\n\n");
    }
    assertThat(text).isNotEmpty();
    compare("errors.txt", plain(text.toString()));
  }

  /** A file of an output that is no longer tested would be taken for one that is. */
  @Test
  void everyFileIsOfATest() throws IOException {
    Set<String> expected = new TreeSet<>();
    Stream.of(help(), tables(), files(), pages())
        .flatMap(tests -> tests)
        .forEach(test -> expected.add(test.getDisplayName()));
    Set<String> found = new TreeSet<>();
    for (String kind : List.of("help", "tables", "files", "pages")) {
      try (Stream<Path> files = Files.list(GOLDEN.resolve(kind))) {
        files.forEach(file -> found.add(kind + "/" + file.getFileName()));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private interface Output {
    String text() throws IOException;
  }

  private static DynamicTest test(String file, Output output) {
    return DynamicTest.dynamicTest(file, () -> compare(file, plain(output.text())));
  }

  private static void compare(String file, String actual) throws IOException {
    Path golden = GOLDEN.resolve(file);
    if (RENEW) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, actual);
      return;
    }
    assertThat(golden).as(HINT).exists();
    List<String> expected = Files.readString(golden).lines().toList();
    List<String> lines = actual.lines().toList();
    for (int line = 0; line < Math.min(expected.size(), lines.size()); line++) {
      assertThat(lines.get(line))
          .as("%s, line %d; %s", file, line + 1, HINT)
          .isEqualTo(expected.get(line));
    }
    assertThat(lines).as(file).hasSameSizeAs(expected);
    assertThat(actual).as(file).isEqualTo(Files.readString(golden));
  }

  private CommandResult run(String command) {
    return CommandResult.by(
        Stream.of(command.split(" "))
            .filter(word -> !word.isEmpty())
            .map(this::path)
            .toArray(String[]::new));
  }

  private String path(String word) {
    return switch (word.charAt(0)) {
      case '@' -> INPUT.resolve(word.substring(1)).toString();
      case '%' -> folder.resolve(word.substring(1)).toString();
      default -> word;
    };
  }

  private static CommandResult passed(CommandResult result) {
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  /** A command line without the marks of folders. */
  private static String shown(String line) {
    return line.replaceAll("(?<=^| )[@%](?=[a-z])", "");
  }

  /** Without folders, which differ from machine to machine. */
  private static String plain(String text) {
    return text.replace(INPUT + "/", "").replaceAll("(/[^ /<>:,\"]+)*/junit-?\\d+/", "");
  }

  private static boolean isTiming(String line) {
    return line.contains(" items/s");
  }

  /** Without scripts, style and digests, which have files of their own, and without the machine. */
  private static String withoutMachinery(String page) {
    return page.lines()
        .collect(Collectors.joining("\n", "", "\n"))
        .replaceAll("(?s)<script>.*?</script>", "<script></script>")
        .replaceAll("(?s)<style>.*?</style>", "<style></style>")
        .replaceAll("'sha256-[^']*'", "'sha256-'")
        .replaceAll("<dt>(Program|Kernels)</dt><dd>[^<]*</dd>", "<dt>$1</dt><dd></dd>");
  }
}
