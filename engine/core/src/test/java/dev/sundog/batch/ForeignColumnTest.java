// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of another system: offsets of 32 and 64 bits, validity bits, dictionaries. */
class ForeignColumnTest {
  private static final BatchLimits LIMITS = new BatchLimits(100, 1 << 20, 8, 3, 10, 1);

  private final BatchImporter importer =
      new BatchImporter(LIMITS, new GroupKeys(List.of()), new SourcePosition());

  @AfterEach
  void close() {
    importer.close();
  }

  private static ForeignBuffer longs(long... numbers) {
    return new ForeignBuffer(MemorySegment.ofArray(numbers), ForeignBuffer.Type.INT64);
  }

  private static ForeignBuffer ints(int... numbers) {
    return new ForeignBuffer(MemorySegment.ofArray(numbers), ForeignBuffer.Type.INT32);
  }

  private static ForeignBuffer shorts(int... numbers) {
    short[] narrow = new short[numbers.length];
    for (int index = 0; index < numbers.length; index++) {
      narrow[index] = (short) numbers[index];
    }
    return new ForeignBuffer(MemorySegment.ofArray(narrow), ForeignBuffer.Type.UINT16);
  }

  private static ForeignBuffer text(String text) {
    return new ForeignBuffer(MemorySegment.ofArray(text.getBytes(UTF_8)), ForeignBuffer.Type.UINT8);
  }

  private static ForeignColumn.Bits bits(long first, int... bytes) {
    byte[] memory = new byte[bytes.length];
    for (int index = 0; index < bytes.length; index++) {
      memory[index] = (byte) bytes[index];
    }
    return new ForeignColumn.Bits(MemorySegment.ofArray(memory), first);
  }

  private static String text(@Nullable TokenColumn texts, int sequence) {
    return new String(Objects.requireNonNull(texts).toBytes(sequence), UTF_8);
  }

  private void tokens(ForeignColumn predictions, ForeignColumn references) {
    importer.copy(ListColumn.PREDICTIONS, predictions);
    importer.copy(ListColumn.REFERENCES, references);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void offsetsHave32Or64Bits(boolean wide) {
    ForeignBuffer offsets = wide ? longs(2, 4, 4, 5) : ints(2, 4, 4, 5);
    importer.begin(3);
    tokens(
        ForeignColumn.of(3, offsets, ints(99, 99, 1, 2, 3, 99)),
        ForeignColumn.of(3, ints(0, 1, 2, 3), longs(4, 5, -6)));
    SequenceBatch batch = importer.finish();
    assertThat(batch.items()).isEqualTo(3);
    assertThat(batch.pairsAreItems() && batch.complete()).isTrue();
    assertThat(batch.predictions().offset(0)).isZero();
    assertThat(batch.predictions().toArray(0)).containsExactly(1, 2);
    assertThat(batch.predictions().length(1)).isZero();
    assertThat(batch.predictions().toArray(2)).containsExactly(3);
    assertThat(batch.references().toArray(2)).containsExactly(-6);
    assertThat(batch.references().width()).isEqualTo(batch.predictions().width());
  }

  @Test
  void nullListsAreMissing() {
    importer.begin(4);
    ForeignBuffer offsets = ints(0, 1, 3, 4, 6);
    // Items 1 and 2 of the bits from the third on: 1, 0, 0, 1. Null lists have values here.
    importer.copy(
        ListColumn.PREDICTIONS,
        ForeignColumn.of(4, offsets, ints(1, 8, 8, 8, 2, 3)).withPresent(bits(3, 0b0100_1000)));
    importer.copy(
        ListColumn.PREDICTION_TEXTS,
        ForeignColumn.of(4, offsets, text("abbcdd")).withPresent(bits(3, 0b0100_1000)));
    importer.copy(
        ListColumn.REFERENCES,
        ForeignColumn.of(4, offsets, ints(1, 2, 2, 3, 4, 4)).withPresent(bits(7, 0x80, 0b101)));
    importer.copy(
        ListColumn.LOGPROBS,
        ForeignColumn.of(
                4,
                offsets,
                new ForeignBuffer(
                    MemorySegment.ofArray(new double[] {-1, 9, 9, -2, -3, 1e-7}),
                    ForeignBuffer.Type.FLOAT64))
            .withPresent(bits(0, 0b1101)));
    SequenceBatch batch = importer.finish();
    assertThat(IntStream.range(0, 4).mapToObj(batch::hasPrediction))
        .containsExactly(true, false, false, true);
    assertThat(IntStream.range(0, 4).mapToObj(batch::hasReference))
        .containsExactly(true, true, false, true);
    assertThat(IntStream.range(0, 4).mapToObj(batch::hasLogprobs))
        .containsExactly(true, false, true, true);
    assertThat(batch.predictions().toArray(0)).containsExactly(1);
    assertThat(batch.predictions().length(1) + batch.predictions().length(2)).isZero();
    assertThat(batch.predictions().toArray(3)).containsExactly(2, 3);
    assertThat(text(batch.predictionTexts(), 0) + text(batch.predictionTexts(), 3))
        .isEqualTo("add");
    LogprobColumn logprobs = Objects.requireNonNull(batch.logprobs());
    assertThat(logprobs.length(1)).isZero();
    assertThat(logprobs.logprob(2, 0)).isEqualTo(-2);
    assertThat(logprobs.logprob(3, 1)).isZero();
    assertThat(batch.missingPredictions(0, 4)).isEqualTo(2);
  }

  @Test
  void dictionariesOfTokensAndOfListsAreDecoded() {
    importer.begin(3);
    int[] ids = {70_000, -5, 7};
    tokens(
        ForeignColumn.of(3, ints(0, 1, 2, 4), shorts(0, 1, 2, 0)).withTokenIds(ids),
        ForeignColumn.of(2, longs(0, 1, 3), ints(7, 70_000, -5)).withIndices(3, ints(1, 0, 1)));
    importer.copy(
        ListColumn.IDS,
        ForeignColumn.of(2, ints(0, 3, 4), text("oneX")).withIndices(3, shorts(1, 1, 0)));
    SequenceBatch batch = importer.finish();
    assertThat(batch.predictions().width()).isEqualTo(2);
    assertThat(batch.predictions().toArray(0)).containsExactly(70_000);
    assertThat(batch.predictions().toArray(2)).containsExactly(7, 70_000);
    assertThat(batch.references().toArray(0)).containsExactly(70_000, -5);
    assertThat(batch.references().toArray(1)).containsExactly(7);
    assertThat(batch.references().toArray(2)).containsExactly(70_000, -5);
    assertThat(text(batch.ids(), 1) + text(batch.ids(), 2)).isEqualTo("Xone");
  }

  @Test
  void itemsHaveAnyNumberOfReferences() {
    importer.begin(3, longs(1, 3, 3, 4));
    tokens(
        ForeignColumn.of(3, ints(0, 1, 2, 3), ints(10, 20, 30)),
        ForeignColumn.of(3, ints(0, 1, 2, 3), ints(1, 2, 3)));
    SequenceBatch batch = importer.finish();
    assertThat(batch.pairs()).isEqualTo(4);
    assertThat(IntStream.rangeClosed(0, 3).map(batch::pairStart)).containsExactly(0, 2, 3, 4);
    assertThat(batch.predictions().toArray(1)).containsExactly(10);
    assertThat(batch.predictions().toArray(3)).containsExactly(30);
    assertThat(batch.references().toArray(1)).containsExactly(2);
    assertThat(batch.references().length(2)).isZero();
    assertThat(batch.hasReference(1)).isFalse();
    assertThat(batch.references().toArray(3)).containsExactly(3);
  }

  @Test
  void groupsAreTranslated() {
    GroupKeys keys = new GroupKeys(List.of("model"));
    keys.code(List.of("a"));
    keys.code(List.of("b"));
    try (BatchImporter grouped = new BatchImporter(LIMITS, keys, new SourcePosition())) {
      grouped.begin(2);
      grouped.copyGroups(shorts(1, 0), new int[] {1, 0});
      SequenceBatch batch = grouped.finish();
      assertThat(batch.group(0)).isZero();
      assertThat(batch.group(1)).isEqualTo(1);
      grouped.begin(2);
      assertThatThrownBy(() -> grouped.copyGroups(ints(0, 2), new int[2]))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageContaining("group 2 is outside the dictionary of 2");
      assertThatThrownBy(() -> grouped.copyGroups(ints(0), new int[2]))
          .isInstanceOf(MalformedDumpException.class);
    }
  }

  @Test
  void invalidColumnsAreRefused() {
    refused("prediction 1: offsets 2 to 1 in 3 values", ints(2, 1), null);
    refused("prediction 1: offsets -1 to 1 in 3 values", ints(-1, 1), null);
    refused("prediction 1: offsets 0 to 4 in 3 values", longs(0, 4), null);
    refused("prediction 1: offsets 0 to 9223372036854775807 in", longs(0, Long.MAX_VALUE), null);
    refused("prediction 1: index 0 is outside the dictionary", ints(0), null);
    refused("prediction 1: index 1 is outside the dictionary", ints(0, 1), ints(1));
    refused("prediction 1: index -1 is outside the dictionary", ints(0, 1), ints(-1));
    refused("prediction column has no index 1", ints(0, 1), ints());
  }

  private void refused(String reason, ForeignBuffer offsets, @Nullable ForeignBuffer indices) {
    importer.begin(1);
    ForeignColumn column = ForeignColumn.of(1, offsets, ints(1, 2, 3));
    refused(reason, indices == null ? column : column.withIndices(1, indices));
  }

  private void refused(String reason, ForeignColumn column) {
    assertThatThrownBy(() -> importer.copy(ListColumn.PREDICTIONS, column))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void invalidValuesAreRefused() {
    importer.begin(1);
    refused("token 4294967296 does not fit", ForeignColumn.of(1, ints(0, 1), longs(1L << 32)));
    refused(
        "value 2 is outside the dictionary of 2",
        ForeignColumn.of(1, ints(0, 1), shorts(2)).withTokenIds(new int[2]));
    refused(
        "too few validity bits",
        ForeignColumn.of(1, ints(0, 1), ints(1)).withPresent(bits(8, 0xFF)));
    refused("2 predictions, not 1", ForeignColumn.of(2, ints(0, 1, 1), ints(1)));
    float[] nats = {0.1f};
    assertThatThrownBy(() ->
            importer.copy(
                ListColumn.LOGPROBS,
                ForeignColumn.of(
                    1,
                    ints(0, 1),
                    new ForeignBuffer(MemorySegment.ofArray(nats), ForeignBuffer.Type.FLOAT32))))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("log-prob 0.1");
    assertThatThrownBy(() -> importer.begin(2, ints(0, 2, 1)))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("references of item 2: 2 to 1");
    importer.begin(1, ints(0, 2));
    assertThatThrownBy(() ->
            importer.copy(
                ListColumn.REFERENCES,
                ForeignColumn.of(2, ints(0, 1, 2), ints(1, 2)).withPresent(bits(0, 0b01))))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining("a reference of item 1 is null");
  }

  @ParameterizedTest
  @EnumSource(ListColumn.class)
  void typesMustFit(ListColumn column) {
    importer.begin(1);
    ForeignBuffer values =
        switch (column) {
          case PREDICTIONS, REFERENCES ->
              new ForeignBuffer(MemorySegment.ofArray(new float[1]), ForeignBuffer.Type.FLOAT32);
          case LOGPROBS, PREDICTION_TEXTS, REFERENCE_TEXTS, IDS -> ints(1);
        };
    assertThatThrownBy(() -> importer.copy(column, ForeignColumn.of(1, ints(0, 1), values)))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining(column.label() + " column of ");
  }

  @Test
  void limitsHold() {
    importer.begin(1);
    assertThatThrownBy(() ->
            importer.copy(
                ListColumn.PREDICTIONS, ForeignColumn.of(1, ints(0, 9), ints(new int[9]))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("prediction 1 is longer than 8. Raise BatchLimits.sequenceTokens");
    assertThatThrownBy(() -> importer.begin(1, ints(0, 4)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("more than 3 references. Raise BatchLimits.itemReferences");
    int lists = 100_000;
    int[] eight = {0, 8};
    importer.begin(lists);
    ForeignColumn repeated =
        ForeignColumn.of(1, ints(eight), ints(new int[8])).withIndices(lists, ints(new int[lists]));
    assertThatThrownBy(() -> importer.copy(ListColumn.PREDICTIONS, repeated))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("Raise BatchLimits.batchBytes");
  }

  /** The same items, appended one by one, in random arrangements of the foreign memory. */
  @ParameterizedTest
  @ValueSource(ints = {10, 70_000, Integer.MAX_VALUE})
  void foreignColumnsEqualAppendedItems(int vocabulary) {
    Random random = new Random(vocabulary);
    for (int run = 0; run < 50; run++) {
      int items = random.nextInt(40);
      int[][] lists = new int[items][];
      int[] order = new int[items];
      int[] offsets = new int[items + 1];
      int[] values = new int[8 * items];
      boolean[] present = new boolean[items];
      byte[] bits = new byte[items + 1];
      for (int item = 0; item < items; item++) {
        lists[item] = random.ints(random.nextInt(8), 0, vocabulary).toArray();
        System.arraycopy(lists[item], 0, values, offsets[item], lists[item].length);
        offsets[item + 1] = offsets[item] + lists[item].length;
        order[item] = random.nextInt(3) == 0 ? random.nextInt(item + 1) : item;
        present[item] = random.nextInt(4) > 0;
        bits[(item + 5) >> 3] |= (byte) ((present[item] ? 1 : 0) << (item + 5 & 7));
      }
      ForeignColumn column =
          ForeignColumn.of(items, ints(offsets), ints(values))
              .withIndices(items, ints(order))
              .withPresent(new ForeignColumn.Bits(MemorySegment.ofArray(bits), 5));
      importer.begin(items);
      tokens(column, column);
      SequenceBatch imported = importer.finish();
      try (BatchAppender appender = new BatchAppender(LIMITS, new GroupKeys(List.of()))) {
        for (int item = 0; item < items; item++) {
          if (present[item]) {
            appender.prediction(lists[order[item]]).reference(lists[order[item]]);
          }
          appender.endItem();
        }
        SequenceBatch appended = appender.finish();
        assertThat(imported.predictions().width()).isEqualTo(appended.predictions().width());
        assertThat(imported.predictions().dictionary())
            .isEqualTo(appended.predictions().dictionary());
        for (int item = 0; item < items; item++) {
          assertThat(imported.flags(item)).isEqualTo(appended.flags(item));
          assertThat(imported.predictions().toArray(item))
              .isEqualTo(appended.predictions().toArray(item));
          assertThat(
                  Arrays.equals(
                      imported.references().toArray(item), appended.references().toArray(item)))
              .isTrue();
        }
      }
    }
  }
}
