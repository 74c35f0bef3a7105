// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAppenderTest {
  private static final BatchLimits TIGHT = new BatchLimits(100, 4_096, 8, 3, 10, 1);

  private final BatchAppender appender = new BatchAppender(TIGHT, new GroupKeys(List.of("model")));

  @BeforeEach
  void setPosition() {
    appender.position().set("dump", 7, 99);
  }

  @AfterEach
  void close() {
    appender.close();
  }

  private static void refused(Limit limit, String reason, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo(limit))
        .hasMessage("dump, record 7, byte 99: " + reason + ". Raise " + limit.label());
  }

  @Test
  void everythingOfAnItemIsFoundAgain() {
    appender.groupKeys().code(List.of("6B"));
    byte[] texts = "ab cd".getBytes(UTF_8);
    appender.prediction(new int[] {1, 2}).predictionText(texts, 0, 2);
    appender.reference(new int[] {3}).referenceText(texts, 3, 2);
    appender.logprob(-0.5f);
    appender.logprob(Float.NEGATIVE_INFINITY);
    appender.logprob(1e-7f);
    appender.endLogprobs().id(texts, 1, 1).group(0).endItem();
    SequenceBatch batch = appender.finish();
    assertThat(batch.items()).isEqualTo(1);
    assertThat(batch.predictions().toArray(0)).containsExactly(1, 2);
    assertThat(batch.references().toArray(0)).containsExactly(3);
    assertThat(Objects.requireNonNull(batch.predictionTexts()).toBytes(0))
        .containsExactly('a', 'b');
    assertThat(Objects.requireNonNull(batch.referenceTexts()).toBytes(0)).containsExactly('c', 'd');
    assertThat(Objects.requireNonNull(batch.ids()).toBytes(0)).containsExactly('b');
    LogprobColumn logprobs = Objects.requireNonNull(batch.logprobs());
    assertThat(logprobs.length(0)).isEqualTo(3);
    assertThat(logprobs.logprob(0, 1)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(logprobs.logprob(0, 2)).isZero();
    assertThat(batch.hasPrediction(0) && batch.hasReference(0) && batch.hasLogprobs(0)).isTrue();
    assertThat(batch.groupKeys().key(batch.group(0))).containsExactly("6B");
  }

  @Test
  void whatWasNotGivenIsMissing() {
    appender.groupKeys().code(List.of("6B"));
    byte[] id = {'x'};
    appender.endItem();
    appender.prediction(new int[] {1}).id(id, 0, 1).endItem();
    appender.reference(new int[] {3}).endItem();
    SequenceBatch batch = appender.finish();
    assertThat(batch.complete()).isFalse();
    assertThat(batch.hasPrediction(0) || batch.hasReference(0)).isFalse();
    assertThat(Objects.requireNonNull(batch.ids()).length(0)).isZero();
    assertThat(batch.hasPrediction(1) && !batch.hasReference(1)).isTrue();
    assertThat(batch.predictions().length(2)).isZero();
    assertThat(batch.hasReference(2) && !batch.hasPrediction(2)).isTrue();
    assertThat(batch.missingPredictions(0, 3)).isEqualTo(2);
    assertThat(batch.predictionTexts()).isNull();
    assertThat(batch.logprobs()).isNull();
  }

  @Test
  void aPredictionStandsOncePerReference() {
    appender.groupKeys().code(List.of("6B"));
    appender.prediction(new int[] {1}).reference(new int[] {1}).endItem();
    appender.prediction(new int[] {2, 70_000}).reference(new int[] {3}).reference(new int[0]);
    appender.endItem();
    SequenceBatch batch = appender.finish();
    assertThat(batch.pairs()).isEqualTo(3);
    assertThat(batch.pairStart(1)).isEqualTo(1);
    assertThat(batch.pairStart(2)).isEqualTo(3);
    assertThat(batch.predictions().toArray(1)).containsExactly(2, 70_000);
    assertThat(batch.predictions().toArray(2)).containsExactly(2, 70_000);
    assertThat(batch.references().length(2)).isZero();
  }

  @Test
  void anAbandonedItemLeavesNoTrace() {
    appender.groupKeys().code(List.of("6B"));
    byte[] text = {'x'};
    appender.prediction(new int[] {1}).reference(new int[] {1}).endItem();
    appender.prediction(new int[] {2}).predictionText(text, 0, 1).reference(new int[] {3});
    appender.abandonItem();
    appender.prediction(new int[] {4}).reference(new int[] {5}).endItem();
    SequenceBatch batch = appender.finish();
    assertThat(batch.items()).isEqualTo(2);
    assertThat(batch.predictions().toArray(1)).containsExactly(4);
    assertThat(batch.references().toArray(1)).containsExactly(5);
  }

  @Test
  void itemsMayNotHaveTwoPredictions() {
    appender.prediction(new int[] {1}).prediction(new int[] {2});
    assertThatThrownBy(appender::endItem)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an item has more than one prediction");
  }

  @Test
  void sequencesLongerThanTheLimitAreRefused() {
    appender.prediction(new int[8]);
    refused(
        Limit.SEQUENCE_TOKENS, "reference of 9, more than 8", () -> appender.reference(new int[9]));
    refused(
        Limit.SEQUENCE_TOKENS,
        "prediction text of 9, more than 8",
        () -> appender.predictionText(new byte[9], 0, 9));
  }

  @Test
  void moreReferencesThanTheLimitAreRefused() {
    appender.prediction(new int[0]);
    appender.reference(new int[1]).reference(new int[1]).reference(new int[1]);
    refused(Limit.ITEM_REFERENCES, "more than 3 references", () -> appender.reference(new int[1]));
  }

  @Test
  void aBatchLargerThanTheLimitIsRefused() {
    appender.groupKeys().code(List.of("6B"));
    int items = 0;
    try {
      while (items < 1_000) {
        appender.prediction(new int[8]).reference(new int[8]).endItem();
        items++;
      }
    } catch (LimitExceededException e) {
      assertThat(e.limit()).isEqualTo(Limit.BATCH_BYTES);
    }
    assertThat(items).isEqualTo(4_096 / (64 + 64 + 32));
  }

  @Test
  void repeatedPredictionsCountAgainstTheLimit() {
    BatchLimits limits = new BatchLimits(100, 100_000, 10_000, 1_000, 1, 1);
    try (BatchAppender wide = new BatchAppender(limits, new GroupKeys(List.of()))) {
      wide.prediction(new int[1_000]);
      for (int reference = 0; reference < 25; reference++) {
        wide.reference(new int[0]);
      }
      assertThatThrownBy(wide::endItem)
          .isInstanceOfSatisfying(
              LimitExceededException.class,
              e -> assertThat(e.limit()).isEqualTo(Limit.BATCH_BYTES));
    }
  }

  @Test
  void logprobsMustBeLogarithms() {
    for (float bad : new float[] {0.1f, Float.POSITIVE_INFINITY, 2e-6f}) {
      assertThatThrownBy(() -> appender.logprob(bad))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessage(
              "dump, record 7, byte 99: log-prob "
                  + bad
                  + " is not the logarithm of a probability");
    }
  }

  @Test
  void groupsMustBeKnown() {
    assertThatThrownBy(() -> appender.group(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> appender.groupKeys().code(List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tokensAreAppendedInPlace() {
    appender.groupKeys().code(List.of("6B"));
    appender.predictionTokens().add(77);
    appender.predictionTokens().add(-1);
    assertThat(appender.predictionTokens().length()).isEqualTo(2);
    appender.endPrediction();
    assertThat(appender.predictionTokens().length()).isZero();
    appender.endReference().endItem();
    assertThat(appender.finish().predictions().toArray(0)).containsExactly(77, -1);
  }

  private SequenceBatch oneItem(int token) {
    byte[] text = {'x'};
    appender.prediction(new int[] {token}).reference(new int[] {token});
    appender.predictionText(text, 0, 1).referenceText(text, 0, 1).id(text, 0, 1);
    appender.logprob(-1);
    appender.endLogprobs().endItem();
    return appender.finish();
  }

  private static void ended(List<ThrowingCallable> reads) {
    for (ThrowingCallable read : reads) {
      assertThatThrownBy(read)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the batch has ended");
    }
  }

  @Test
  void aBatchThatEndedIsRefused() {
    appender.groupKeys().code(List.of("6B"));
    SequenceBatch batch = oneItem(1);
    TokenColumn tokens = batch.predictions();
    TokenColumn texts = Objects.requireNonNull(batch.predictionTexts());
    LogprobColumn logprobs = Objects.requireNonNull(batch.logprobs());
    List<ThrowingCallable> reads =
        List.of(
            batch::items,
            batch::pairs,
            batch::predictions,
            batch::logprobs,
            batch::externalScores,
            () -> batch.flags(0),
            () -> batch.group(0),
            tokens::values,
            tokens::offsets,
            tokens::tokens,
            () -> tokens.length(0),
            () -> tokens.lengths(new int[1]),
            () -> tokens.token(0, 0),
            () -> tokens.toArray(0),
            () -> texts.toBytes(0),
            logprobs::values,
            logprobs::offsets,
            () -> logprobs.length(0),
            () -> logprobs.logprob(0, 0));
    assertThat(tokens.token(0, 0)).isEqualTo(1);
    appender.clear();
    ended(reads);
    // The memory now holds the next batch, and the old columns must not read it.
    SequenceBatch next = oneItem(2);
    TokenColumn kept = next.predictions();
    assertThat(kept.token(0, 0)).isEqualTo(2);
    ended(reads);
    appender.finish();
    ended(List.of(() -> kept.token(0, 0)));
    appender.close();
    assertThatThrownBy(appender::finish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anOwnedBatchFreesItsMemory() {
    SequenceBatch batch = SequenceBatch.of(new int[][] {{1}}, new int[][] {{2}});
    TokenColumn column = batch.predictions();
    batch.close();
    batch.close();
    assertThatThrownBy(batch::predictions).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> column.token(0, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> SequenceBatch.of(new int[1][0], new int[2][0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Distinct ids: below, at and beyond what 16 bits tell apart; small, large and negative. */
  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 65_537})
  void narrowingKeepsEveryId(int distinct) {
    for (int step : new int[] {1, 3, 40_503, 0x9E37_79B1}) {
      int[] ids = IntStream.range(0, distinct).map(id -> id * step).toArray();
      int[] again = shuffled(ids);
      try (SequenceBatch batch = SequenceBatch.of(new int[][] {ids}, new int[][] {again})) {
        boolean fits = Arrays.stream(ids).allMatch(id -> id >>> 16 == 0);
        assertThat(batch.predictions().width()).isEqualTo(fits || distinct <= 65_536 ? 2 : 4);
        assertThat(batch.references().width()).isEqualTo(batch.predictions().width());
        assertThat(batch.predictions().dictionary() == null)
            .isEqualTo(fits || batch.predictions().width() == 4);
        assertThat(batch.predictions().toArray(0)).isEqualTo(ids);
        assertThat(batch.references().toArray(0)).isEqualTo(again);
      }
    }
  }

  private static int[] shuffled(int[] ids) {
    int[] shuffled = ids.clone();
    Random random = new Random(42);
    for (int at = shuffled.length - 1; at > 0; at--) {
      int other = random.nextInt(at + 1);
      int id = shuffled[at];
      shuffled[at] = shuffled[other];
      shuffled[other] = id;
    }
    return shuffled;
  }

  @Test
  void builtBatchesHavePaddingThatMayBeRead() {
    try (SequenceBatch batch = SequenceBatch.of(new int[][] {{1, 2, 3}}, new int[][] {{4}})) {
      TokenColumn column = batch.predictions();
      assertThat(column.values().byteSize())
          .isGreaterThanOrEqualTo(column.tokens() * column.width() + BatchMemory.PADDING_BYTES);
      assertThat(column.values().address() % 64).isZero();
    }
  }
}
