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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns from outside that lie: two items, three pairs, all columns; one lie at a time. */
class AdoptTest {
  private static final BatchLimits LIMITS = new BatchLimits(100, 1 << 20, 4, 2, 10, 1);
  private static final BatchShape SHAPE =
      new BatchShape(2, 3, 2, 6, 3, 3, 3, 2, 2, new int[] {10, 20, 30});

  private final BatchAppender appender = new BatchAppender(LIMITS, new GroupKeys(List.of("model")));
  private final BatchMemory memory = appender.memory();

  @BeforeEach
  void copyColumns() {
    appender.position().set("dump.sdog", 1, 64);
    appender.groupKeys().code(List.of("a"));
    appender.groupKeys().code(List.of("b"));
    put(Slot.PREDICTION_OFFSETS, 0, 2, 4, 6);
    put(Slot.REFERENCE_OFFSETS, 0, 1, 1, 3);
    put(Slot.PREDICTION_TEXT_OFFSETS, 0, 1, 2, 3);
    put(Slot.REFERENCE_TEXT_OFFSETS, 0, 1, 2, 3);
    put(Slot.LOGPROB_OFFSETS, 0, 2, 2);
    put(Slot.ID_OFFSETS, 0, 1, 2);
    for (int index = 0; index < 6; index++) {
      memory.reserve(Slot.PREDICTION_VALUES, 12).setAtIndex(JAVA_SHORT, index, (short) (index % 3));
    }
    memory.reserve(Slot.REFERENCE_VALUES, 6).fill((byte) 0);
    memory.reserve(Slot.PREDICTION_TEXT, 3).fill((byte) 'p');
    memory.reserve(Slot.REFERENCE_TEXT, 3).fill((byte) 'r');
    memory.reserve(Slot.ID_VALUES, 2).fill((byte) 'i');
    memory.reserve(Slot.LOGPROB_VALUES, 8).setAtIndex(JAVA_FLOAT, 0, -1);
    memory.reserve(Slot.LOGPROB_VALUES, 8).setAtIndex(JAVA_FLOAT, 1, Float.NEGATIVE_INFINITY);
    pairStart(0, 0);
    pairStart(1, 1);
    pairStart(2, 3);
    memory.reserve(Slot.FLAGS, 2).set(JAVA_BYTE, 0, (byte) 7);
    memory.reserve(Slot.FLAGS, 2).set(JAVA_BYTE, 1, (byte) 3);
    group(0, 1);
    group(1, 0);
  }

  @AfterEach
  void close() {
    appender.close();
  }

  private void put(Slot slot, int... offsets) {
    for (int index = 0; index < offsets.length; index++) {
      memory.reserve(slot, 4L * offsets.length).setAtIndex(JAVA_INT, index, offsets[index]);
    }
  }

  private void pairStart(int item, int pair) {
    memory.reserve(Slot.PAIR_STARTS, 12).setAtIndex(JAVA_INT, item, pair);
  }

  private void group(int item, int code) {
    memory.reserve(Slot.GROUPS, 8).setAtIndex(JAVA_INT, item, code);
  }

  private void malformed(BatchShape shape, String reason) {
    assertThatThrownBy(() -> appender.adopt(shape))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessage("dump.sdog, record 1, byte 64: " + reason);
  }

  @Test
  void soundColumnsAreTaken() {
    SequenceBatch batch = appender.adopt(SHAPE);
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
    malformed(SHAPE, "PREDICTION_OFFSETS fall");
  }

  @Test
  void offsetsMustSpanTheColumn() {
    put(Slot.LOGPROB_OFFSETS, 1, 2, 2);
    malformed(SHAPE, "LOGPROB_OFFSETS lead from 1 to 2, not 0 to 2");
    put(Slot.LOGPROB_OFFSETS, 0, 2, 3);
    malformed(SHAPE, "LOGPROB_OFFSETS lead from 0 to 3, not 0 to 2");
  }

  @Test
  void aSequenceBeyondTheLimitIsRefused() {
    put(Slot.PREDICTION_OFFSETS, 0, 5, 5, 6);
    assertThatThrownBy(() -> appender.adopt(SHAPE))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageEndingWith(
            "PREDICTION_OFFSETS of a sequence longer than 4. Raise BatchLimits.sequenceTokens");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3, 4, Integer.MAX_VALUE})
  void pairStartsMustRise(int start) {
    pairStart(1, start);
    malformed(SHAPE, "pair starts do not rise");
  }

  @Test
  void anItemOfTooManyReferencesIsRefused() {
    BatchLimits one = new BatchLimits(100, 1 << 20, 4, 1, 10, 1);
    try (BatchAppender strict = new BatchAppender(one, new GroupKeys(List.of()))) {
      BatchMemory columns = strict.memory();
      for (int item = 0; item < 2; item++) {
        columns.reserve(Slot.PAIR_STARTS, 8).setAtIndex(JAVA_INT, item, 2 * item);
      }
      columns.reserve(Slot.PREDICTION_OFFSETS, 12).fill((byte) 0);
      columns.reserve(Slot.REFERENCE_OFFSETS, 12).fill((byte) 0);
      columns.reserve(Slot.FLAGS, 1).fill((byte) 0);
      assertThatThrownBy(() -> strict.adopt(new BatchShape(1, 2, 2, 0, 0, -1, -1, -1, -1, null)))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageEndingWith("Raise BatchLimits.itemReferences");
    }
  }

  @Test
  void valuesOutsideTheDictionaryAreRefused() {
    memory.reserve(Slot.REFERENCE_VALUES, 6).setAtIndex(JAVA_SHORT, 2, (short) 3);
    malformed(SHAPE, "a token value outside the dictionary of 3");
    memory.reserve(Slot.REFERENCE_VALUES, 6).setAtIndex(JAVA_SHORT, 2, (short) -1);
    malformed(SHAPE, "a token value outside the dictionary of 3");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.MIN_VALUE, 1, Float.POSITIVE_INFINITY})
  void logprobsMustBeLogarithms(float bad) {
    memory.reserve(Slot.LOGPROB_VALUES, 8).setAtIndex(JAVA_FLOAT, 1, bad);
    malformed(SHAPE, "a log-prob is not a logarithm of a probability");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 2, Integer.MAX_VALUE})
  void groupsMustBeKnown(int code) {
    group(1, code);
    malformed(SHAPE, "a group outside the dictionary of 2");
  }

  @Test
  void flagsMustBeKnown() {
    memory.reserve(Slot.FLAGS, 2).set(JAVA_BYTE, 1, (byte) 8);
    malformed(SHAPE, "unknown flags");
  }

  /** Flags are looked at by eights, and the last ones singly. */
  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 15, 16, 20})
  void flagsOfEveryItemAreSeen(int item) {
    BatchShape empty = new BatchShape(21, 21, 2, 0, 0, -1, -1, -1, -1, null);
    try (BatchAppender other = new BatchAppender(LIMITS, new GroupKeys(List.of()))) {
      MemorySegment flags = other.memory().reserve(Slot.FLAGS, 21).fill((byte) 0x73);
      flags.asSlice(0, 21).fill((byte) 3);
      other.memory().reserve(Slot.PREDICTION_OFFSETS, 88).fill((byte) 0);
      other.memory().reserve(Slot.REFERENCE_OFFSETS, 88).fill((byte) 0);
      assertThat(other.adopt(empty).complete()).isTrue();
      flags.set(JAVA_BYTE, item, (byte) 2);
      SequenceBatch incomplete = other.adopt(empty);
      assertThat(incomplete.complete()).isFalse();
      assertThat(incomplete.missingPredictions(0, 21)).isEqualTo(1);
      flags.set(JAVA_BYTE, item, (byte) 0x83);
      assertThatThrownBy(() -> other.adopt(empty)).hasMessageContaining("unknown flags");
    }
  }

  @Test
  void shapesMustBePossible() {
    malformed(new BatchShape(-1, 3, 2, 6, 3, 3, 3, 2, 2, null), "-1 items with 3 pairs");
    malformed(new BatchShape(4, 3, 2, 6, 3, 3, 3, 2, 2, null), "4 items with 3 pairs");
    malformed(new BatchShape(2, 3, 3, 6, 3, 3, 3, 2, 2, null), "token width 3");
    malformed(
        new BatchShape(2, 3, 4, 6, 3, 3, 3, 2, 2, new int[3]), "a dictionary with token width 4");
  }
}
