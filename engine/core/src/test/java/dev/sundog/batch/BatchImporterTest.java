// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns in the batch's own layout: two items, three pairs, all columns; one fault at a time. */
class BatchImporterTest {
  private static final BatchLimits LIMITS = new BatchLimits(100, 1 << 20, 4, 2, 10, 1);

  private final BatchImporter importer =
      new BatchImporter(LIMITS, new GroupKeys(List.of("model")), new SourcePosition());

  @BeforeEach
  void copyColumns() {
    importer.position().set("dump.sdog", 1, 64);
    importer.begin(2, 3);
    declare(importer, 2, new int[] {10, 20, 30}, 6, 3, 3, 3, 2, 2);
    importer.groupKeys().code(List.of("a"));
    importer.groupKeys().code(List.of("b"));
    put(Slot.PREDICTION_OFFSETS, 0, 2, 4, 6);
    put(Slot.REFERENCE_OFFSETS, 0, 1, 1, 3);
    put(Slot.PREDICTION_TEXT_OFFSETS, 0, 1, 2, 3);
    put(Slot.REFERENCE_TEXT_OFFSETS, 0, 1, 2, 3);
    put(Slot.LOGPROB_OFFSETS, 0, 2, 2);
    put(Slot.ID_OFFSETS, 0, 1, 2);
    for (int index = 0; index < 6; index++) {
      importer
          .reserve(Slot.PREDICTION_VALUES, 12)
          .setAtIndex(JAVA_SHORT, index, (short) (index % 3));
    }
    importer.reserve(Slot.REFERENCE_VALUES, 6).fill((byte) 0);
    importer.reserve(Slot.PREDICTION_TEXT, 3).fill((byte) 'p');
    importer.reserve(Slot.REFERENCE_TEXT, 3).fill((byte) 'r');
    importer.reserve(Slot.ID_VALUES, 2).fill((byte) 'i');
    importer.reserve(Slot.LOGPROB_VALUES, 8).setAtIndex(JAVA_FLOAT, 0, -1);
    importer.reserve(Slot.LOGPROB_VALUES, 8).setAtIndex(JAVA_FLOAT, 1, Float.NEGATIVE_INFINITY);
    pairStart(0, 0);
    pairStart(1, 1);
    pairStart(2, 3);
    importer.reserve(Slot.FLAGS, 2).set(JAVA_BYTE, 0, (byte) 7);
    importer.reserve(Slot.FLAGS, 2).set(JAVA_BYTE, 1, (byte) 3);
    group(0, 1);
    group(1, 0);
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private static void declare(
      BatchImporter importer, int width, int @Nullable [] dictionary, long... values) {
    importer.declareTokens(width, dictionary);
    ListColumn[] columns = ListColumn.values();
    for (int column = 0; column < columns.length; column++) {
      importer.declare(columns[column], values[column]);
    }
  }

  private void put(Slot slot, int... offsets) {
    for (int index = 0; index < offsets.length; index++) {
      importer.reserve(slot, 4L * offsets.length).setAtIndex(JAVA_INT, index, offsets[index]);
    }
  }

  private void pairStart(int item, int pair) {
    importer.reserve(Slot.PAIR_STARTS, 12).setAtIndex(JAVA_INT, item, pair);
  }

  private void group(int item, int code) {
    importer.reserve(Slot.GROUPS, 8).setAtIndex(JAVA_INT, item, code);
  }

  private void malformed(String reason) {
    malformed(importer::finish, reason);
  }

  private static void malformed(ThrowingCallable action, String reason) {
    assertThatThrownBy(action)
        .isInstanceOf(MalformedDumpException.class)
        .hasMessage("dump.sdog, record 1, byte 64: " + reason);
  }

  @Test
  void soundColumnsAreTaken() {
    SequenceBatch batch = importer.finish();
    assertThat(batch.predictions().toArray(1)).containsExactly(30, 10);
    assertThat(batch.references().toArray(2)).containsExactly(10, 10);
    assertThat(batch.groupKeys().key(batch.group(0))).containsExactly("b");
    assertThat(batch.hasLogprobs(0) && !batch.hasLogprobs(1)).isTrue();
    assertThat(batch.pairStart(1)).isEqualTo(1);
    assertThat(batch.groupEnd(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 5, 7, Integer.MAX_VALUE})
  void offsetsThatFallOrLeaveTheColumnAreRefused(int offset) {
    put(Slot.PREDICTION_OFFSETS, 0, offset, 4, 6);
    malformed("prediction offsets decrease");
  }

  @Test
  void offsetsMustSpanTheColumn() {
    put(Slot.LOGPROB_OFFSETS, 1, 2, 2);
    malformed("log-prob offsets span 1 to 2, not 0 to 2");
    put(Slot.LOGPROB_OFFSETS, 0, 2, 3);
    malformed("log-prob offsets span 0 to 3, not 0 to 2");
  }

  @Test
  void aSequenceBeyondTheLimitIsRefused() {
    put(Slot.PREDICTION_OFFSETS, 0, 5, 5, 6);
    assertThatThrownBy(importer::finish)
        .isInstanceOf(LimitExceededException.class)
        .hasMessageEndingWith("a prediction is longer than 4. Raise BatchLimits.sequenceTokens");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3, 4, Integer.MAX_VALUE})
  void pairStartsMustRise(int start) {
    pairStart(1, start);
    malformed("pair starts do not increase");
  }

  @Test
  void anItemOfTooManyReferencesIsRefused() {
    BatchLimits one = new BatchLimits(100, 1 << 20, 4, 1, 10, 1);
    try (BatchImporter strict =
        new BatchImporter(one, new GroupKeys(List.of()), new SourcePosition())) {
      strict.begin(1, 2);
      for (int item = 0; item < 2; item++) {
        strict.reserve(Slot.PAIR_STARTS, 8).setAtIndex(JAVA_INT, item, 2 * item);
      }
      strict.reserve(Slot.PREDICTION_OFFSETS, 12).fill((byte) 0);
      strict.reserve(Slot.REFERENCE_OFFSETS, 12).fill((byte) 0);
      strict.reserve(Slot.FLAGS, 1).fill((byte) 0);
      declare(strict, 2, null, 0, 0, -1, -1, -1, -1);
      assertThatThrownBy(strict::finish)
          .isInstanceOf(LimitExceededException.class)
          .hasMessageEndingWith("Raise BatchLimits.itemReferences");
    }
  }

  @Test
  void valuesOutsideTheDictionaryAreRefused() {
    importer.reserve(Slot.REFERENCE_VALUES, 6).setAtIndex(JAVA_SHORT, 2, (short) 3);
    malformed("a token value is outside the dictionary of 3");
    importer.reserve(Slot.REFERENCE_VALUES, 6).setAtIndex(JAVA_SHORT, 2, (short) -1);
    malformed("a token value is outside the dictionary of 3");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.MIN_VALUE, 1, Float.POSITIVE_INFINITY})
  void logprobsMustBeLogarithms(float bad) {
    importer.reserve(Slot.LOGPROB_VALUES, 8).setAtIndex(JAVA_FLOAT, 1, bad);
    malformed("a log-prob is not the logarithm of a probability");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 2, Integer.MAX_VALUE})
  void groupsMustBeKnown(int code) {
    group(1, code);
    malformed("a group is outside the dictionary of 2");
  }

  @Test
  void flagsMustBeKnown() {
    importer.reserve(Slot.FLAGS, 2).set(JAVA_BYTE, 1, (byte) 8);
    malformed("unknown presence flags");
  }

  /** Flags are looked at by eights, and the last ones singly. */
  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 15, 16, 20})
  void flagsOfEveryItemAreSeen(int item) {
    try (BatchImporter other =
        new BatchImporter(LIMITS, new GroupKeys(List.of()), new SourcePosition())) {
      other.begin(21, 21);
      MemorySegment flags = other.reserve(Slot.FLAGS, 21).fill((byte) 0x73);
      flags.asSlice(0, 21).fill((byte) 3);
      other.reserve(Slot.PREDICTION_OFFSETS, 88).fill((byte) 0);
      other.reserve(Slot.REFERENCE_OFFSETS, 88).fill((byte) 0);
      declare(other, 2, null, 0, 0, -1, -1, -1, -1);
      assertThat(other.finish().complete()).isTrue();
      flags.set(JAVA_BYTE, item, (byte) 2);
      SequenceBatch incomplete = other.finish();
      assertThat(incomplete.complete()).isFalse();
      assertThat(incomplete.missingPredictions(0, 21)).isEqualTo(1);
      flags.set(JAVA_BYTE, item, (byte) 0x83);
      assertThatThrownBy(other::finish).hasMessageContaining("unknown presence flags");
    }
  }

  @Test
  void flagsOfLogprobsNeedAColumn() {
    importer.declare(ListColumn.LOGPROBS, -1);
    malformed("unknown presence flags");
  }

  @Test
  void aDictionaryHasDistinctIds() {
    malformed(
        () -> importer.declareTokens(2, new int[] {5, 6, 5}),
        "the token dictionary has an id twice");
    malformed(
        () -> importer.declareTokens(2, new int[] {-5, 6, 1 << 30, -5}),
        "the token dictionary has an id twice");
    importer.declareTokens(2, new int[] {-5, 6, 1 << 30});
    assertThat(importer.finish().predictions().toArray(0)).containsExactly(-5, 6);
  }

  @Test
  void columnsBeyondTheirMemoryAreRefused() {
    importer.declare(ListColumn.PREDICTIONS, 7);
    put(Slot.PREDICTION_OFFSETS, 0, 2, 4, 7);
    assertThatThrownBy(importer::finish).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> importer.reserve(Slot.ID_VALUES, 1 << 20))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("more than 1048576. Raise BatchLimits.batchBytes");
  }

  @Test
  void theNextBatchEndsTheLastOne() {
    SequenceBatch batch = importer.finish();
    TokenColumn predictions = batch.predictions();
    assertThat(predictions.length(0)).isEqualTo(2);
    importer.begin(0, 0);
    assertThatThrownBy(batch::items).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> predictions.length(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shapesMustBePossible() {
    malformed(() -> importer.begin(-1, 3), "-1 items with 3 pairs");
    malformed(() -> importer.begin(4, 3), "4 items with 3 pairs");
    malformed(() -> importer.declareTokens(3, null), "token width of 3 bytes; must be 2 or 4");
    malformed(
        () -> importer.declareTokens(4, new int[3]), "a token dictionary with values of 4 bytes");
  }
}
