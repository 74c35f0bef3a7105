// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Likelihoods of texts by the text's own length, and of texts that are an item's one choice. */
class TextLikelihoodTest {
  private static Scores score(List<Consumer<BatchAppender>> items, String... metrics) {
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      for (Consumer<BatchAppender> item : items) {
        item.accept(appender);
        appender.endItem();
      }
      try (SequenceBatch batch = appender.finish()) {
        return Evaluator.of(metrics).scores(batch);
      }
    }
  }

  private static void prediction(BatchAppender appender, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    appender.prediction(new int[0]).predictionText(utf8, 0, utf8.length);
  }

  private static void reference(BatchAppender appender, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    appender.reference(new int[0]).referenceText(utf8, 0, utf8.length);
  }

  private static void logprobs(BatchAppender appender, float... nats) {
    for (float token : nats) {
      appender.logprob(token);
    }
    appender.endLogprobs();
  }

  private static void choice(BatchAppender appender, double nats, int characters, int bytes) {
    appender.choice(nats, Double.NaN, 1, ChoiceColumn.UNKNOWN, characters, bytes);
  }

  /** Ten characters, 13 bytes, three words and an empty one after the last space. */
  @ParameterizedTest
  @CsvSource({
    "bits_per_byte, 0.2219531",
    "bits_per_char, 0.2885390",
    "byte_perplexity, 1.1663114",
    "word_perplexity, 1.6487213"
  })
  void oneText(String metric, double value) {
    Scores scores =
        score(
            List.of(item -> {
              prediction(item, "f\u00FCr \u00FC\u00A0wie ");
              logprobs(item, -0.5f, -1.5f);
            }),
            metric);
    assertThat(scores.value(metric, 0)).isCloseTo(value, within(1e-6));
  }

  @Test
  void corpusValuesAreOverSummedLengths() {
    Scores scores =
        score(
            List.of(
                item -> {
                  prediction(item, "abcd");
                  reference(item, "not this one");
                  logprobs(item, -1);
                },
                item -> {
                  reference(item, "ab");
                  logprobs(item, -2);
                },
                item -> choice(item, -3, 2, 4)),
            "bits_per_byte",
            "bits_per_char");
    assertThat(scores.summary().metric("bits_per_byte").mean())
        .isCloseTo(6 / StrictMath.log(2) / (4 + 2 + 4), within(1e-15));
    assertThat(scores.summary().metric("bits_per_char").mean())
        .isCloseTo(6 / StrictMath.log(2) / (4 + 2 + 2), within(1e-15));
  }

  @Test
  void whatCantBeScoredSaysWhy() {
    Scores scores =
        score(
            List.of(
                item -> logprobs(item, -1),
                item -> {
                  prediction(item, "");
                  logprobs(item, -1);
                },
                item -> {
                  prediction(item, "a");
                  logprobs(item);
                },
                item -> prediction(item, "a"),
                item -> {
                  prediction(item, "a");
                  logprobs(item, Float.NEGATIVE_INFINITY);
                },
                item -> choice(item, -1, ChoiceColumn.UNKNOWN, 0)),
            "bits_per_byte");
    assertThat(List.of(0, 1, 2, 3, 4, 5))
        .extracting(item -> scores.status("bits_per_byte", item))
        .containsExactly(
            Status.SKIPPED_NO_TEXT,
            Status.SKIPPED_EMPTY,
            Status.SKIPPED_EMPTY,
            Status.SKIPPED_NO_LOGPROBS,
            Status.SKIPPED_NON_FINITE,
            Status.SKIPPED_EMPTY);
  }

  /** A text's log-likelihood is no choice, unless a reference says that it should be the answer. */
  @Test
  void oneChoiceIsTheLoglikelihoodOfAText() {
    Scores scores =
        score(
            List.of(
                item -> choice(item, -2, 3, 3),
                item -> {
                  choice(item, -1, 3, 3);
                  reference(item, "abc");
                }),
            "logprob_sum",
            "perplexity_per_document",
            "sequence_probability",
            "logprob_mean",
            "acc");
    assertThat(scores.values("logprob_sum")).containsExactly(-2, -1);
    assertThat(scores.summary().metric("perplexity_per_document").mean())
        .isEqualTo(StrictMath.exp(1.5));
    assertThat(scores.value("sequence_probability", 1)).isEqualTo(StrictMath.exp(-1));
    assertThat(scores.status("logprob_mean", 0)).isEqualTo(Status.SKIPPED_NO_LOGPROBS);
    assertThat(scores.status("acc", 0)).isEqualTo(Status.SKIPPED_NO_CHOICES);
    assertThat(scores.value("acc", 1)).isEqualTo(1);
  }
}
