// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.metric.Metrics;
import dev.sundog.run.Evaluator;
import dev.sundog.text.Normalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A converted dump is scored to the same bytes as the dump it was made of. */
class ConversionTest {
  private static final String[] WORDS = {"The", "the", "a", "Cat", "cat,", "42", "élan", "😀", " "};

  @TempDir Path directory;

  static Stream<DumpSpec> options() {
    DumpSpec plain = DumpSpec.DEFAULT.with(Field.FORMAT, "jsonl");
    return Stream.of(
        plain,
        plain.withBy(List.of("model", "@length")),
        plain.withNormalizers(Normalizer.parse("case,punctuation,articles,whitespace")),
        plain.withTokenizer(Tokenizer.CHARS).withBy(List.of("model")),
        plain
            .withTokenizer(Tokenizer.named("cl100k_base"))
            .with(Field.EXTRACT_PREDICTION, "(\\d+)"));
  }

  @ParameterizedTest
  @MethodSource("options")
  void scoresAreTheOriginals(DumpSpec options) throws IOException {
    Path lines = Files.write(directory.resolve("dump.jsonl"), records(500));
    Path converted = directory.resolve("dump.sdog");
    BatchLimits limits = BatchLimits.DEFAULT.withBatchItems(64);
    Evaluator evaluator = Evaluator.of(Metrics.all()).withThreads(2).withLimits(limits);
    String original;
    try (DumpSource source = Dumps.open(List.of(lines), options, limits)) {
      original = figures(evaluator.run(source));
    }
    try (DumpSource source = Dumps.open(List.of(lines), options, limits);
        NativeDumpWriter writer = NativeDumpWriter.to(converted, source.keyNames())) {
      Evaluator.of(List.of()).withThreads(2).withLimits(limits).withSink(writer).run(source);
      writer.commit();
    }
    try (DumpSource source = Dumps.open(List.of(converted), DumpSpec.DEFAULT, limits)) {
      assertThat(source.keyNames()).isEqualTo(options.by());
      assertThat(figures(evaluator.run(source))).isEqualTo(original);
    }
  }

  /** A summary without remarks on how the original was read. */
  private static String figures(Summary summary) {
    return new Summary(
            summary.items(), summary.keyNames(), summary.groups(), summary.options(), List.of())
        .toJson();
  }

  private static List<String> records(int count) {
    Random random = new Random(42);
    List<String> lines = new ArrayList<>();
    for (int item = 0; item < count; item++) {
      String prediction = random.nextInt(9) == 0 ? "null" : "\"" + text(random) + "\"";
      lines.add(
          String.format(
              Locale.ROOT,
              "{\"id\":\"%d\",\"model\":\"m%d\",\"prediction\":%s,"
                  + "\"reference\":[\"%s\",\"%s\"],\"logprobs\":[-0.5,%f]}",
              item,
              random.nextInt(3),
              prediction,
              text(random),
              text(random),
              -random.nextDouble()));
    }
    return lines;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int word = random.nextInt(4); word >= 0; word--) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString();
  }
}
