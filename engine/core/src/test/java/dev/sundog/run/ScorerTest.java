// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.ForeignBuffer;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenSequences;
import dev.sundog.fixture.Naive;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Status;
import java.lang.foreign.MemorySegment;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All forms of a scorer's input, beside the textbook's algorithm. */
class ScorerTest {
  private static final long SEED = Long.getLong("sundog.seed", 18);
  private static final int PAIRS = 5_000;

  /** Pairs of 0 to 40 tokens, and their distances. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pairs(int[][] predictions, int[][] references, int[] distances) {
    static Pairs random(int count, int firstId, int ids) {
      Random random = new Random(SEED);
      int[][] predictions = new int[count][];
      int[][] references = new int[count][];
      int[] distances = new int[count];
      for (int pair = 0; pair < count; pair++) {
        references[pair] = random.ints(random.nextInt(41), firstId, firstId + ids).toArray();
        predictions[pair] = references[pair].clone();
        for (int edit = random.nextInt(5); edit > 0 && references[pair].length > 0; edit--) {
          predictions[pair][random.nextInt(references[pair].length)] =
              firstId + random.nextInt(ids);
        }
        if (random.nextInt(4) == 0) {
          predictions[pair] = random.ints(random.nextInt(41), firstId, firstId + ids).toArray();
        }
        distances[pair] = Naive.editDistance(predictions[pair], references[pair]);
      }
      return new Pairs(predictions, references, distances);
    }
  }

  private static final Pairs NARROW = Pairs.random(PAIRS, 0, 60_000);

  private static int[] values(int[][] rows, int gap) {
    return IntStream.concat(
            IntStream.generate(() -> -7).limit(gap),
            Arrays.stream(rows).flatMapToInt(Arrays::stream))
        .toArray();
  }

  private static int[] offsets(int[][] rows, int gap) {
    int[] offsets = new int[rows.length + 1];
    offsets[0] = gap;
    for (int row = 0; row < rows.length; row++) {
      offsets[row + 1] = offsets[row] + rows[row].length;
    }
    return offsets;
  }

  private static long[] longs(int[] ints) {
    return Arrays.stream(ints).asLongStream().toArray();
  }

  private static ForeignBuffer uint16(int[] ints) {
    short[] shorts = new short[ints.length];
    for (int index = 0; index < ints.length; index++) {
      shorts[index] = (short) ints[index];
    }
    return new ForeignBuffer(MemorySegment.ofArray(shorts), ForeignBuffer.Type.UINT16);
  }

  private static UnsafeBuffer buffer(int[] ints) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[4 * ints.length + 12], 8, 4 * ints.length);
    for (int index = 0; index < ints.length; index++) {
      buffer.putInt(4 * index, ints[index]);
    }
    return buffer;
  }

  static Stream<TokenSequences[]> forms() {
    List<TokenSequences[]> forms = new ArrayList<>();
    for (int gap : new int[] {0, 3}) {
      TokenSequences[][] sides = new TokenSequences[2][];
      for (int side = 0; side < 2; side++) {
        int[][] rows = side == 0 ? NARROW.predictions : NARROW.references;
        int[] values = values(rows, gap);
        int[] offsets = offsets(rows, gap);
        sides[side] =
            new TokenSequences[] {
              TokenSequences.of(rows),
              TokenSequences.of(values, offsets),
              TokenSequences.of(values, longs(offsets)),
              TokenSequences.of(longs(values), longs(offsets)),
              TokenSequences.of(IntBuffer.wrap(values), IntBuffer.wrap(offsets)),
              TokenSequences.of(IntBuffer.wrap(values), LongBuffer.wrap(longs(offsets))),
              TokenSequences.of(buffer(values), buffer(offsets)),
              TokenSequences.of(
                  uint16(values),
                  new ForeignBuffer(MemorySegment.ofArray(offsets), ForeignBuffer.Type.INT32)),
            };
      }
      for (int form = 0; form < sides[0].length; form++) {
        forms.add(new TokenSequences[] {sides[0][form], sides[1][form]});
        forms.add(new TokenSequences[] {sides[0][form], sides[1][0]});
      }
    }
    return forms.stream();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormOfInput(TokenSequences predictions, TokenSequences references) {
    try (Scorer scorer = Scorer.of("token_edit_distance", "exact_match", "token_error_rate")) {
      int[] out = new int[PAIRS];
      scorer.editDistances(predictions, references, out);
      assertThat(out).isEqualTo(NARROW.distances);

      double[][] values = new double[3][PAIRS];
      scorer.score(predictions, references, values);
      assertThat(values[0]).isEqualTo(Arrays.stream(NARROW.distances).asDoubleStream().toArray());
      for (int pair = 0; pair < PAIRS; pair++) {
        assertThat(values[1][pair])
            .isEqualTo(Arrays.equals(NARROW.predictions[pair], NARROW.references[pair]) ? 1 : 0);
      }
      Scores scores = scorer.score(predictions, references);
      assertThat(scores.values("token_error_rate")).isEqualTo(values[2]);
      assertThat(scores.summary().toJson())
          .isEqualTo(
              Evaluator.of(scorer.metrics())
                  .scores(SequenceBatch.of(NARROW.predictions, NARROW.references))
                  .summary()
                  .toJson());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_530, 100_000, 1 << 30, Integer.MIN_VALUE})
  void idsOfAnySize(int firstId) {
    Pairs pairs = Pairs.random(500, firstId, 100);
    try (Scorer scorer = Scorer.of()) {
      assertThat(scorer.editDistances(pairs.predictions, pairs.references))
          .isEqualTo(pairs.distances);
      // Narrow and wide calls in turns use the same memory.
      assertThat(scorer.editDistances(NARROW.predictions, NARROW.references))
          .isEqualTo(NARROW.distances);
      assertThat(scorer.editDistances(pairs.predictions, pairs.references))
          .isEqualTo(pairs.distances);
    }
  }

  @Test
  void onePairAtATime() {
    try (Scorer scorer = Scorer.of()) {
      for (int pair = 0; pair < PAIRS; pair++) {
        assertThat(scorer.editDistance(NARROW.predictions[pair], NARROW.references[pair]))
            .isEqualTo(NARROW.distances[pair]);
      }
      assertThat(scorer.editDistances(new int[0][], new int[0][])).isEmpty();
    }
  }

  @Test
  void callsBeyondABatch() {
    int[][] predictions = new int[300_000][];
    int[][] references = new int[300_000][];
    int[] expected = new int[300_000];
    Arrays.setAll(predictions, pair -> NARROW.predictions[pair % PAIRS]);
    Arrays.setAll(references, pair -> NARROW.references[pair % PAIRS]);
    Arrays.setAll(expected, pair -> NARROW.distances[pair % PAIRS]);
    int[] longRow = new int[1_000_000];
    predictions[77] = longRow;
    references[77] = longRow;
    expected[77] = 0;
    try (Scorer scorer = Scorer.of("token_edit_distance")) {
      assertThat(scorer.editDistances(predictions, references)).isEqualTo(expected);
      assertThat(scorer.threads(3).editDistances(predictions, references)).isEqualTo(expected);
      Scores one = scorer.score(predictions, references);
      Scores three = scorer.threads(3).score(predictions, references);
      assertThat(three.summary().toJson()).isEqualTo(one.summary().toJson());
      assertThat(three.values("token_edit_distance")).isEqualTo(one.values("token_edit_distance"));
    }
  }

  @Test
  void missingSequences() {
    int[][] predictions = {null, {1}, {2, 3}};
    int[][] references = {{1}, null, {2, 3}};
    try (Scorer scorer = Scorer.of("exact_match", "token_error_rate")) {
      Scores scores = scorer.score(predictions, references);
      assertThat(scores.values("exact_match")).containsExactly(0, Double.NaN, 1);
      assertThat(scores.values("token_error_rate")).containsExactly(1, Double.NaN, 0);
      assertThat(scores.status("exact_match", 1)).isEqualTo(Status.SKIPPED_NO_REFERENCE);
      assertThatThrownBy(() -> scorer.editDistances(predictions, references))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("predictions[0] is null");
      assertThat(scorer.editDistances(new int[][] {{1}}, new int[][] {{1}})).containsExactly(0);
    }
  }

  @Test
  void invalidInputIsLocated() {
    int[] values = {1, 2, 3, 4};
    TokenSequences valid = TokenSequences.of(values, new int[] {0, 2, 4});
    try (Scorer scorer = Scorer.of()) {
      int[] out = new int[2];
      assertThatThrownBy(() ->
              scorer.editDistances(valid, TokenSequences.of(values, new int[] {0, 3, 2}), out))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageStartingWith("references, record 2: offset 2 after offset 3");
      assertThatThrownBy(() ->
              scorer.editDistances(TokenSequences.of(values, new int[] {0, 3, 5}), valid, out))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessage("predictions, record 2: offsets 0 to 5 in 4 values");
      assertThatThrownBy(() ->
              scorer.editDistances(TokenSequences.of(values, new int[] {-1, 3, 4}), valid, out))
          .isInstanceOf(MalformedDumpException.class);
      assertThatThrownBy(() ->
              scorer.editDistances(
                  TokenSequences.of(values, new long[] {0, 2, Long.MAX_VALUE}), valid, out))
          .isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() ->
              scorer.editDistances(
                  TokenSequences.of(new long[] {1, 2, 1L << 40, 4}, new long[] {0, 2, 4}),
                  valid,
                  out))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessage("predictions, record 2: token id 1099511627776 is beyond 32 bits");
      assertThatThrownBy(() -> scorer.editDistances(new int[2][0], new int[3][0]))
          .hasMessage("2 predictions, 3 references");
      assertThatThrownBy(() -> scorer.editDistances(valid, valid, new int[1]))
          .hasMessage("The output has room for 1 results of 2 pairs.");
      scorer.editDistances(valid, valid, out);
      assertThat(out).containsExactly(0, 0);
    }
  }

  @Test
  void sequencesBeyondTheLimit() {
    BatchLimits limits = new BatchLimits(16, 1 << 20, 10, 4, 4, 1 << 20);
    try (Scorer scorer = Scorer.of(List.of(), limits, Kernels.scalar())) {
      int[][] rows = {{1}, new int[11]};
      assertThatThrownBy(() -> scorer.editDistances(rows, rows))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageStartingWith("predictions, record 2: 11 tokens, more than 10");
      TokenSequences flat = TokenSequences.of(new int[12], new int[] {0, 1, 12});
      assertThatThrownBy(() -> scorer.editDistances(flat, flat, new int[2]))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageStartingWith("predictions, record 2: 11 tokens, more than 10");
    }
  }

  @Test
  void closedScorersFail() {
    Scorer scorer = Scorer.of();
    scorer.editDistance(new int[] {1}, new int[] {2});
    scorer.close();
    assertThatThrownBy(() -> scorer.editDistance(new int[] {1}, new int[] {2}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The scorer is closed.");
  }

  @Test
  void logprobsAndChoices() {
    float[][] nats = {{-1, -2}, {}, {-0.5f}};
    try (Scorer scorer = Scorer.of("logprob_sum")) {
      assertThat(scorer.score(MemoryItems.logprobs(nats)).values("logprob_sum"))
          .isEqualTo(
              scorer
                  .score(MemoryItems.logprobs(new float[] {-1, -2, -0.5f}, new int[] {0, 2, 2, 3}))
                  .values("logprob_sum"))
          .startsWith(-3)
          .endsWith(-0.5);
      assertThatThrownBy(() -> scorer.score(MemoryItems.logprobs(new float[][] {{-1}, {2}})))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageStartingWith("item, record 2: log-prob 2.0");
      assertThatThrownBy(() -> MemoryItems.logprobs(new float[1], new int[] {0, 2}))
          .isInstanceOf(IndexOutOfBoundsException.class);
      double[][] choices = {{-1, -2}, {-3, -1, -2}};
      assertThat(
              scorer
                  .withMetrics("acc")
                  .score(MemoryItems.choices(choices, new int[] {0, 2}))
                  .values("acc"))
          .containsExactly(1, 0);
    }
  }
}
