package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SundogCommandTest {
  @Test
  void everyMetricIsTold() {
    Told told = Told.by("metrics");
    assertThat(told.code()).isZero();
    assertThat(told.err()).isEmpty();
    for (Metric metric : Metrics.all()) {
      assertThat(told.out())
          .contains(
              metric.name(),
              metric.description().unit(),
              metric.description().definition(),
              metric.description().edges());
    }
  }

  @Test
  void theMetricSheetIsWhatIsTold() throws IOException {
    Path sheet = Path.of(System.getProperty("sundog.corpus")).resolveSibling("site/metrics.md");
    assertThat(Files.readAllLines(sheet))
        .containsSequence(Told.by("metrics").out().lines().toList());
  }

  @Test
  void oneMetricIsTold() {
    assertThat(Told.by("metrics", "perplexity").out())
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
                  Told told = Told.by(name, "--help");
                  assertThat(told.code()).isZero();
                  assertThat(told.err()).isEmpty();
                  assertThat(told.out()).contains("Examples:", "  sundog " + name);
                }));
  }

  @Test
  void versionNamesProgramAndJava() {
    Told told = Told.by("--version");
    assertThat(told.code()).isZero();
    assertThat(told.out()).startsWith("sundog ").contains("Java 25");
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
      Told told = Told.by(args);
      assertThat(told.code()).as("%s", (Object) args).isEqualTo(64);
      assertThat(told.out()).isEmpty();
      assertThat(told.err()).startsWith("sundog: ").hasLineCount(1).doesNotContain("\u001b");
    }
  }

  @Test
  void closedStandardOutputIsAnError() {
    Writer broken =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("closed");
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
            new PrintStream(java.io.OutputStream.nullOutputStream()),
            0);
    assertThat(SundogCommand.run(terminal, "metrics")).isEqualTo(4);
    assertThat(err.toString()).contains("standard output was closed");
  }
}
