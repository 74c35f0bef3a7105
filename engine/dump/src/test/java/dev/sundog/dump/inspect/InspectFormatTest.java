// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.aggregate.GroupSummary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.run.Evaluator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that Inspect wrote, other archives of the same samples, and damaged ones. */
class InspectFormatTest {
  private static final Path LOGS = Path.of(System.getProperty("sundog.corpus"), "inspect");
  private static final long SEED = Long.getLong("sundog.seed", 20261130);

  private static final String SAMPLE =
      """
      {"id":1,"epoch":1,"input":"q","target":"yes","messages":[],"output":{"choices":[]},"scores":{"s":{"value":"C"}}}\
      """;

  @TempDir Path folder;

  private static Map<String, Double> means(DumpSpec spec, Path... logs) {
    try (DumpSource source = Dumps.open(List.of(logs), spec, BatchLimits.DEFAULT)) {
      assertThat(source.format().name()).isEqualTo("inspect");
      List<Metric> metrics = new ArrayList<>(source.metrics());
      metrics.addAll(Metrics.named(List.of("text_exact_match", "token_edit_distance")));
      Map<String, Double> means = new TreeMap<>();
      for (GroupSummary group : Evaluator.of(metrics).withThreads(1).run(source).groups()) {
        String key = group.key().isEmpty() ? "" : String.join(" ", group.key()) + ": ";
        metrics.forEach(metric -> {
          String name = metric.description().name();
          means.put(key + name, group.metric(name).mean());
        });
      }
      return means;
    }
  }

  private static Map<String, Double> means(Path... logs) {
    return means(DumpSpec.DEFAULT, logs);
  }

  /** The values are those of {@code results} in the log's header. */
  @Test
  void scoresAreThoseThatInspectComputed() {
    Map<String, Double> means = means(LOGS.resolve("mini.eval"));
    assertThat(means.get("recorded.match")).isEqualTo(0.3333333333333333, within(1e-15));
    assertThat(means.get("recorded.includes")).isEqualTo(0.5);
    assertThat(means.get("recorded.judge/relevance")).isEqualTo(0.5333333333333333, within(1e-15));
    assertThat(means.get("recorded.judge/strict")).isEqualTo(0.3333333333333333, within(1e-15));
    assertThat(means.get("recorded.length")).isEqualTo(5.75);
    assertThat(means.get("recorded.f1")).isEqualTo(0.3833333333333333, within(1e-15));
    assertThat(means.get("text_exact_match")).as("Paris is one of two targets").isEqualTo(1 / 6.0);
  }

  @Test
  void bothKindsOfLogsAreReadAlike() {
    assertThat(means(LOGS.resolve("single.json")))
        .hasSize(3)
        .isEqualTo(means(LOGS.resolve("single.eval")))
        .containsEntry("recorded.match", 2 / 3.0)
        .containsEntry("token_edit_distance", 5 / 3.0);
  }

  @Test
  void samplesAreGroupedByTheirFieldsAndTheirLog() {
    DumpSpec spec = DumpSpec.DEFAULT.with(Field.BY, "@task,@model,epoch,id");
    assertThat(means(spec, LOGS.resolve("single.json"), LOGS.resolve("mini.eval")))
        .containsEntry("single mockllm/model 1 add: recorded.match", 1.0)
        .containsEntry("mini mockllm/model 1 x/y z: recorded.includes", 1.0)
        .containsEntry("mini mockllm/model 2 fr: text_exact_match", 1.0)
        .containsEntry("mini mockllm/model 2 x/y z: recorded.length", 1.0);
  }

  @Test
  void valuesOfScores() throws IOException {
    String[] values = {
      "\"C\"",
      "\"P\"",
      "\"I\"",
      "\"N\"",
      "true",
      "false",
      "\"yes\"",
      "\"No\"",
      "2.5",
      "\"-3\"",
      "NaN",
      "null",
      "\"good\"",
      "[1,true]",
      "{\"a\":\"C\",\"b\":null}"
    };
    Double[] expected = {1.0, 0.5, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 2.5, -3.0};
    StringBuilder scores = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      scores.append(i == 0 ? "" : ",").append("\"s" + i + "\":{\"value\":" + values[i] + "}");
    }
    Map<String, Double> means =
        means(zip(SAMPLE.replace("\"s\":{\"value\":\"C\"}", scores.toString())));
    for (int i = 0; i < expected.length; i++) {
      assertThat(means.get("recorded.s" + i)).as(values[i]).isEqualTo(expected[i]);
    }
    for (String none : List.of("s10", "s11", "s12", "s14/b")) {
      assertThat(means.get("recorded." + none)).as(none).isNaN();
    }
    assertThat(means)
        .containsEntry("recorded.s13/0", 1.0)
        .containsEntry("recorded.s13/1", 1.0)
        .containsEntry("recorded.s14/a", 1.0);
  }

  @Test
  void answers() throws IOException {
    String[] outputs = {
      "{\"choices\":[{\"message\":{\"content\":\"yes\"}}],\"completion\":\"\"}",
      "{\"choices\":[{\"message\":{\"content\":\"no\"}}],\"completion\":\"yes\"}",
      "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"reasoning\",\"reasoning\":\"no\"},"
          + "{\"type\":\"text\",\"text\":\"yes\"}]}},{\"message\":{\"content\":\"no\"}}]}",
      "{\"choices\":[{\"logprobs\":{\"content\":[{\"token\":\"y\",\"logprob\":-1}],\"refusal\":null},"
          + "\"message\":{\"role\":\"assistant\",\"content\":\"yes\"},\"stop_reason\":\"stop\"}]}"
    };
    for (String output : outputs) {
      assertThat(means(zip(SAMPLE.replace("{\"choices\":[]}", output))))
          .as(output)
          .containsEntry("text_exact_match", 1.0);
    }
    for (String none : List.of("null", "{}", "{\"choices\":[]}")) {
      assertThat(means(zip(SAMPLE.replace("{\"choices\":[]}", none))))
          .as("a missing answer is wrong: " + none)
          .containsEntry("text_exact_match", 0.0);
    }
    assertThat(means(zip(SAMPLE.replace("\"yes\"", "\"\""))).get("text_exact_match"))
        .as("no target: not scored")
        .isNaN();
  }

  @Test
  void logprobsOfTokens() throws IOException {
    String output =
        "{\"choices\":[{\"logprobs\":{\"content\":[{\"token\":\"y\",\"logprob\":-1},"
            + "{\"token\":\"es\",\"logprob\":-0.5}]},\"message\":{\"content\":\"yes\"}}]}";
    Path log = zip(SAMPLE.replace("{\"choices\":[]}", output));
    try (DumpSource source = Dumps.open(List.of(log), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      assertThat(Evaluator.of("logprob_sum").run(source).groups().getFirst().metric("logprob_sum"))
          .returns(-1.5, sum -> sum.sum());
    }
  }

  /** Events, which are not kept, may be larger than a record may be. */
  @Test
  void eventsAreNotKept() throws IOException {
    StringBuilder events = new StringBuilder("[0");
    Random random = new Random(SEED);
    while (events.length() < 300_000) {
      events.append(",{\"x\":\"").append(random.nextLong()).append("\"}");
    }
    String sample =
        SAMPLE
            .replace("\"messages\":[]", "\"messages\":" + events + "]")
            .replace("[]}", "[{\"message\":{\"content\":\"yes\"}}]}");
    DumpSpec small = DumpSpec.DEFAULT.withLimits(InputLimits.DEFAULT.withRecordBytes(1000));
    assertThat(means(small, zip(sample))).containsEntry("text_exact_match", 1.0);
    assertThatThrownBy(() -> means(small, zip(sample.replace("messages", "target"))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("more than 1000 bytes");
  }

  @Test
  void errorsHaveTheirPlaceInTheMember() throws IOException {
    String broken = SAMPLE.replace("\"target\":\"yes\"", "\"target\":{}");
    assertThatThrownBy(() -> means(zip(SAMPLE, broken)))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessage(
            folder.resolve("x.eval")
                + ", samples/1.json, record 2, byte "
                + broken.indexOf("{}")
                + ": expected a text, found an object");
    String value = SAMPLE.replace("\"C\"", "[[1]]");
    assertThatThrownBy(() -> means(zip(value)))
        .hasMessageContaining("samples/0.json, record 1, byte " + (value.indexOf("[[") + 1));
    String messages = SAMPLE.replace("\"messages\":[]", "\"messages\":[1 2]");
    assertThatThrownBy(() -> means(zip(messages)))
        .hasMessageContaining("samples/0.json, record 1, byte " + messages.indexOf("2]"));
    assertThatThrownBy(() -> means(zip(SAMPLE.replace("\"target\"", "\"goal\""))))
        .hasMessageContaining("a sample of Inspect needs \"id\" and \"target\"");
    assertThatThrownBy(() -> means(zip()))
        .hasMessageContaining("this zip archive holds no samples/*.json of Inspect");
  }

  @Test
  void storedMembers() throws IOException {
    byte[] sample = SAMPLE.getBytes(UTF_8);
    Map<String, Double> expected = means(zip(SAMPLE));
    assertThat(expected).containsEntry("recorded.s", 1.0);
    Path stored = folder.resolve("stored.eval");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(stored))) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("samples/0.json"));
      zip.write(sample);
    }
    assertThat(means(stored)).isEqualTo(expected);
  }

  /** Sizes of 64 bits, as in archives of more than 4 GB or 65,535 members. */
  @Test
  void archivesWithWideSizes() throws IOException {
    Map<String, Double> expected = means(zip(SAMPLE));
    Path log = folder.resolve("x.eval");
    byte[] narrow = Files.readAllBytes(log);
    int end = narrow.length - 22;
    ByteBuffer old = ByteBuffer.wrap(narrow).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer wide = ByteBuffer.allocate(narrow.length + 76).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(narrow, 0, end);
    wide.putInt(0x06064B50).putLong(44).putInt(0).putInt(0).putInt(0);
    wide.putLong(old.getShort(end + 8)).putLong(old.getShort(end + 10));
    wide.putLong(old.getInt(end + 12)).putLong(old.getInt(end + 16));
    wide.putInt(0x07064B50).putInt(0).putLong(end).putInt(1);
    wide.putInt(0x06054B50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
    Files.write(log, wide.array());
    assertThat(means(log)).isEqualTo(expected);
    wide.putLong(end + 32, 7);
    Files.write(log, wide.array());
    assertThatThrownBy(() -> means(log)).hasMessageContaining("has 2 members instead of 7");
  }

  /** What compresses more than the limit allows is refused before it is decompressed. */
  @Test
  void bombsAreRefused() throws IOException {
    assertThatThrownBy(() -> means(zip(SAMPLE + " ".repeat(32 << 20))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("every compressed byte becomes more than 200");
  }

  /** Every damaged archive is a located error or has the same values. */
  @Test
  void damagedArchives() throws IOException {
    System.out.println("seed " + SEED + " (replay with -Dsundog.seed)");
    Random random = new Random(SEED);
    byte[] sound = Files.readAllBytes(LOGS.resolve("single.eval"));
    Map<String, Double> expected = means(LOGS.resolve("single.eval"));
    Path log = folder.resolve("damaged.eval");
    int refused = 0;
    int mutants = 600;
    for (int mutant = 0; mutant < mutants; mutant++) {
      byte[] damaged = damaged(sound, random);
      Files.write(log, damaged);
      try {
        Map<String, Double> means = means(DumpSpec.DEFAULT.with(Field.FORMAT, "inspect"), log);
        assertThat(means).as("mutant " + mutant).isEqualTo(expected);
      } catch (MalformedDumpException e) {
        assertThat(e.source()).as("mutant " + mutant).startsWith(log.toString());
        refused++;
      } catch (LimitExceededException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(mutants / 5, mutants);
  }

  private static byte[] damaged(byte[] sound, Random random) {
    if (random.nextInt(10) == 0) {
      return Arrays.copyOf(sound, random.nextInt(sound.length));
    }
    byte[] damaged = sound.clone();
    int directory = damaged.length - 1200;
    boolean inDirectory = random.nextBoolean();
    int at = inDirectory ? directory + random.nextInt(1200) : random.nextInt(directory);
    damaged[at] = (byte) random.nextInt(256);
    return damaged;
  }

  private Path zip(String... samples) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("_journal/start.json"));
      for (int sample = 0; sample < samples.length; sample++) {
        zip.putNextEntry(new ZipEntry("samples/" + sample + ".json"));
        zip.write(samples[sample].getBytes(UTF_8));
      }
    }
    return Files.write(folder.resolve("x.eval"), bytes.toByteArray());
  }
}
