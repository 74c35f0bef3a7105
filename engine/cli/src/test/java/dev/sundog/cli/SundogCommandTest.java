// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class SundogCommandTest {
  @Test
  void everyMetricIsDefined() {
    CommandResult result = CommandResult.by("metrics");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    for (Metric metric : Metrics.all()) {
      assertThat(result.out())
          .contains(
              metric.name(),
              metric.description().range().unit(),
              metric.description().definition().formula(),
              metric.description().definition().edges());
    }
  }

  @Test
  void theMetricSheetMatchesTheCommand() throws IOException {
    Path sheet = Path.of(System.getProperty("sundog.corpus")).resolveSibling("site/metrics.md");
    assertThat(Files.readAllLines(sheet))
        .containsSequence(CommandResult.by("metrics").out().lines().toList());
  }

  @Test
  void oneMetricIsDefined() {
    assertThat(CommandResult.by("metrics", "perplexity").out())
        .contains("exp(-sum of log-probs / tokens)")
        .doesNotContain("exact_match");
  }

  @TestFactory
  Stream<DynamicTest> everyCommandHasHelpWithExamples() {
    return SundogCommand.commandLine(Terminal.system()).getSubcommands().keySet().stream()
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  CommandResult result = CommandResult.by(name, "--help");
                  assertThat(result.code()).isZero();
                  assertThat(result.err()).isEmpty();
                  assertThat(result.out()).contains("Examples:", "  sundog " + name);
                }));
  }

  @Test
  void aCommandOfAnotherModuleIsFoundByItsName() {
    CommandLine found = new CommandLine(new MetricsCommand(Terminal.system()));
    CommandProvider provider =
        new CommandProvider() {
          @Override
          public String name() {
            return "bench";
          }

          @Override
          public CommandLine command() {
            return found;
          }
        };
    assertThat(SundogCommand.provided(List.of(provider), "bench", "missing")).isSameAs(found);
    assertThat(SundogCommand.provided(List.of(provider), "other", "missing")).isEqualTo("missing");
  }

  @Test
  void benchWithoutItsModuleSaysWhatToUse() {
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            new PrintStream(OutputStream.nullOutputStream()),
            0);
    CommandLine missing = new CommandLine(new MissingBench(terminal));
    assertThat(missing.execute("--readings", "readings.json")).isEqualTo(4);
    assertThat(err.toString()).contains("sundog-bench", "bench/run gate").hasLineCount(1);
  }

  @Test
  void versionNamesProgramAndJava() {
    CommandResult result = CommandResult.by("--version");
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("sundog ").contains("Java 25");
  }

  @Test
  void wrongUsageIsOneLineAndCode64() {
    for (String[] args :
        new String[][] {
          {},
          {"fly"},
          {"--fly"},
          {"demo", "--items"},
          {"demo", "--items", "many"},
          {"demo", "--items", "0"},
          {"demo", "--threads", "0"},
          {"demo", "--threads", "99999"},
          {"score", "dump", "--limit-record-bytes", "2g"},
          {"metrics", "wit\u001b[31m"}
        }) {
      CommandResult result = CommandResult.by(args);
      assertThat(result.code()).as("%s", (Object) args).isEqualTo(64);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).startsWith("sundog: ").hasLineCount(1).doesNotContain("\u001b");
    }
  }

  @Test
  void stdoutThatFailsIsAnError() {
    Writer broken =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(broken),
            new PrintWriter(err),
            new PrintStream(OutputStream.nullOutputStream()),
            0);
    assertThat(SundogCommand.run(terminal, "metrics")).isEqualTo(4);
    assertThat(err.toString()).startsWith("sundog: cannot write to stdout").hasLineCount(1);
  }

  @Test
  void stdoutClosedByItsReaderIsNotAnError() {
    assertThat(toStdoutThatFails("Broken pipe")).isEqualTo("0 ");
    assertThat(toStdoutThatFails("No space left on device"))
        .startsWith("4 sundog: cannot write to stdout");
  }

  /** The exit code and the errors of a command whose stdout fails. */
  private static String toStdoutThatFails(String reason) {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException(reason);
          }
        };
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new StandardOutput(failing, UTF_8),
            new PrintWriter(err),
            new PrintStream(OutputStream.nullOutputStream()),
            0);
    return SundogCommand.run(terminal, "metrics") + " " + err;
  }
}
