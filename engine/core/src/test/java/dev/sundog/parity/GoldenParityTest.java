// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import static dev.sundog.fixture.Golden.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.fixture.Golden;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import dev.sundog.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What tools answered to random pairs, pair by pair and over slices of them, beside what we score
 * in their manner: equal to 1e-12, and where a tool computes in float32, to its last bit.
 */
class GoldenParityTest {
  private final Map<String, Integer> ids = new HashMap<>();

  @Test
  void jiwer() {
    Map<String, String> metrics =
        Map.of(
            "wer", "jiwer.wer",
            "mer", "mer",
            "wil", "wil",
            "wip", "wip",
            "cer", "jiwer.cer");
    check("jiwer", metrics, false, this::pair);
  }

  /** Counts of a slice are sums there, means here: pair by pair is all. */
  @Test
  void jiwersAlignments() {
    List<JsonNode> cases = Golden.cases("parity-jiwer");
    List<String> counts = List.of("hits", "substitutions", "deletions", "insertions");
    Scores scores = scores("jiwer", cases, this::pair);
    for (int item = 0; item < cases.size(); item++) {
      for (String count : counts) {
        assertThat(scores.value("alignment_" + count, item))
            .as(cases.get(item).toString())
            .isEqualTo(cases.get(item).get(count).doubleValue());
      }
    }
  }

  @Test
  void torchmetrics() {
    Map<String, String> single =
        Map.of("wer", "torchmetrics.wer", "mer", "torchmetrics.mer", "cer", "torchmetrics.cer");
    Map<String, String> precise = Map.of("wil", "torchmetrics.wil", "wip", "torchmetrics.wip");
    check("torchmetrics", single, true, this::pair);
    check("torchmetrics", precise, false, this::pair);
  }

  /** Its edit distance is one of characters. */
  @Test
  void torchmetricsBeam() {
    check(
        "torchmetrics",
        Map.of("edit_distance", "torchmetrics.edit_distance"),
        true,
        (golden, appender) ->
            appender
                .prediction(golden.get("prediction").stringValue().codePoints().toArray())
                .reference(golden.get("reference").stringValue().codePoints().toArray()));
  }

  @Test
  void evaluate() {
    Map<String, String> metrics =
        Map.of(
            "exact_match", "evaluate.exact_match",
            "wer", "evaluate.wer",
            "cer", "evaluate.cer",
            "rougeL", "evaluate.rougeL");
    check("evaluate", metrics, false, GoldenParityTest::texts);
  }

  @Test
  void lmEvalTexts() {
    Map<String, String> metrics = Map.of("exact_match", "lm-eval.exact_match");
    check("lm-eval", metrics, false, GoldenParityTest::normalTexts);
  }

  @Test
  void lmEvalChoices() {
    Map<String, String> metrics =
        Map.of(
            "acc", "acc",
            "acc_norm", "lm-eval.acc_norm",
            "acc_bytes", "lm-eval.acc_bytes",
            "acc_mutual_info", "acc_mutual_info",
            "brier_score", "brier_score");
    check("lm-eval", metrics, false, GoldenParityTest::choices);
  }

  @Test
  void lmEvalDocuments() {
    Map<String, String> metrics =
        Map.of(
            "perplexity", "lm-eval.perplexity",
            "word_perplexity", "word_perplexity",
            "byte_perplexity", "byte_perplexity",
            "bits_per_byte", "bits_per_byte");
    check("lm-eval", metrics, false, GoldenParityTest::document);
  }

  /**
   * Holds pairs and slices to a tool's answers.
   *
   * @param metrics our names by theirs
   * @param single whether the tool answers in float32
   */
  private static void check(
      String tool,
      Map<String, String> metrics,
      boolean single,
      BiConsumer<JsonNode, BatchAppender> add) {
    List<JsonNode> cases = Golden.cases("parity-" + tool);
    Scores scores = scores(tool, cases, add);
    Map<String, Integer> told = new HashMap<>();
    for (int item = 0; item < cases.size(); item++) {
      JsonNode golden = cases.get(item);
      for (String theirs : metrics.keySet()) {
        if (finite(golden.get(theirs))) {
          close(scores.value(metrics.get(theirs), item), golden.get(theirs), single, golden);
          told.merge(theirs, 1, Integer::sum);
        }
      }
    }
    for (JsonNode slice : Golden.corpus("parity-" + tool)) {
      List<JsonNode> part = cases.subList(slice.get("from").asInt(), slice.get("to").asInt());
      Summary summary = scores(tool, part, add).summary();
      for (String theirs : metrics.keySet()) {
        if (finite(slice.get(theirs))) {
          double ours = summary.metric(metrics.get(theirs)).mean();
          close(ours, slice.get(theirs), single, slice);
          told.merge(theirs, part.size(), Integer::sum);
        }
      }
    }
    assertThat(told).hasSameSizeAs(metrics);
    assertThat(told.values()).allMatch(count -> count >= 200);
  }

  /** A tool's own division by nothing is no answer to compare with. */
  private static boolean finite(JsonNode wanted) {
    return wanted != null && !wanted.isNull() && Double.isFinite(number(wanted));
  }

  private static void close(double ours, JsonNode theirs, boolean single, JsonNode what) {
    if (single) {
      assertThat((float) ours).as(what.toString()).isEqualTo((float) number(theirs));
    } else if (Math.abs(ours - number(theirs)) > 3e-16) {
      Golden.close(ours, theirs, what);
    }
  }

  private static Scores scores(
      String tool, List<JsonNode> cases, BiConsumer<JsonNode, BatchAppender> add) {
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      for (JsonNode golden : cases) {
        add.accept(golden, appender);
        appender.endItem();
      }
      try (SequenceBatch batch = appender.finish()) {
        return Evaluator.of(Parity.metrics(tool)).scores(batch);
      }
    }
  }

  /** The tool's own words as tokens, and the texts. */
  private void pair(JsonNode golden, BatchAppender appender) {
    appender.prediction(Golden.ids(golden.get("prediction_words"), ids));
    text(golden.get("prediction").stringValue(), appender::predictionText);
    appender.reference(Golden.ids(golden.get("reference_words"), ids));
    text(golden.get("reference").stringValue(), appender::referenceText);
  }

  private static void texts(JsonNode golden, BatchAppender appender) {
    texts(golden.get("prediction").stringValue(), golden.get("reference").stringValue(), appender);
  }

  private static void texts(String prediction, String reference, BatchAppender appender) {
    appender.prediction(new int[0]);
    text(prediction, appender::predictionText);
    appender.reference(new int[0]);
    text(reference, appender::referenceText);
  }

  /** Takes a text's bytes, from where, and how many. */
  @FunctionalInterface
  private interface TextTaker {
    BatchAppender take(byte[] utf8, int from, int length);
  }

  private static void text(String text, TextTaker taker) {
    byte[] utf8 = text.getBytes(UTF_8);
    taker.take(utf8, 0, utf8.length);
  }

  private static void normalTexts(JsonNode golden, BatchAppender appender) {
    JsonNode options = golden.get("options");
    texts(
        normal(golden.get("prediction").stringValue(), options),
        normal(golden.get("reference").stringValue(), options),
        appender);
  }

  private static String normal(String text, JsonNode options) {
    String normal = text;
    for (JsonNode regex : options.get("regexes_to_ignore")) {
      normal = new Normalizer.Remove(Pattern.compile(regex.stringValue())).apply(normal);
    }
    for (Normalizer.Named step :
        List.of(Normalizer.Named.CASE, Normalizer.Named.PUNCTUATION, Normalizer.Named.NUMBERS)) {
      boolean asked = options.get("ignore_" + step.name().toLowerCase(Locale.ROOT)).asBoolean();
      normal = asked ? step.apply(normal) : normal;
    }
    return normal;
  }

  private static void choices(JsonNode golden, BatchAppender appender) {
    for (int choice = 0; choice < golden.get("choices").size(); choice++) {
      String text = golden.get("choices").get(choice).stringValue();
      appender.choice(
          number(golden.get("nats").get(choice)),
          number(golden.get("unconditional").get(choice)),
          golden.get("target").asInt() == choice ? 1 : 0,
          1,
          text.codePointCount(0, text.length()),
          text.getBytes(UTF_8).length);
    }
  }

  /** A text and its log-likelihood, as lm-eval's rolling documents are. */
  private static void document(JsonNode golden, BatchAppender appender) {
    String text = golden.get("prediction").stringValue();
    appender.prediction(new int[0]);
    text(text, appender::predictionText);
    appender.choice(
        number(golden.get("sum")),
        Double.NaN,
        1,
        1,
        text.codePointCount(0, text.length()),
        text.getBytes(UTF_8).length);
  }
}
