// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.fixture.NativeMemory;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  private static final List<String> KEYS = List.of("model", "size");

  @TempDir Path directory;

  private static RandomBatches batches(List<String> keys) {
    return new RandomBatches(Sdog.SEED, 64, 40, keys);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void everyShapeComesBackAsItWas(int threads) throws IOException {
    System.out.println("seed " + Sdog.SEED);
    for (List<String> keys : List.of(List.<String>of(), KEYS)) {
      Path dump = Sdog.convert(batches(keys), directory.resolve("dump.sdog"), threads);
      assertThat(Sdog.read(dump, false)).isEqualTo(RandomBatches.describeAll(batches(keys)));
      assertThat(Sdog.read(dump, true)).isEqualTo(RandomBatches.describeAll(batches(keys)));
    }
  }

  @Test
  void theFileIsTheSameForAnyNumberOfWorkers() throws IOException {
    Path one = Sdog.convert(batches(KEYS), directory.resolve("one.sdog"), 1);
    Path seven = Sdog.convert(batches(KEYS), directory.resolve("seven.sdog"), 7);
    assertThat(seven).hasSameBinaryContentAs(one);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(one, seven);
    }
  }

  @Test
  void scoresAreTheOriginals() throws IOException {
    Path dump = Sdog.convert(batches(KEYS), directory.resolve("dump.sdog"), 2);
    String original = Sdog.score(batches(KEYS), 2).toJson();
    for (int threads : new int[] {1, 2, 3, 7}) {
      try (NativeDumpReader reader = NativeDumpReader.open(dump, BatchLimits.DEFAULT)) {
        assertThat(Sdog.score(reader, threads).toJson()).isEqualTo(original);
        assertThat(reader.progress()).isEqualTo(1);
      }
    }
  }

  @Test
  void aPartOfTheKeyMayBeChosen() throws IOException {
    Path dump = Sdog.convert(batches(KEYS), directory.resolve("dump.sdog"), 2);
    try (NativeDumpReader reader =
        NativeDumpReader.open(dump, List.of("size"), BatchLimits.DEFAULT, false)) {
      var summary = Sdog.score(reader, 2);
      assertThat(summary.items()).isEqualTo(reader.items());
      assertThat(summary.groups())
          .extracting(group -> group.key())
          .containsExactly(List.of("size-0é"), List.of("size-1é"), List.of("size-2é"));
    }
    assertThatThrownBy(
            () -> NativeDumpReader.open(dump, List.of("colour"), BatchLimits.DEFAULT, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("has no group key \"colour\"; it has [model, size]");
  }

  @Test
  void idsBeyondADictionaryStay32Bits() throws IOException {
    Path dump = directory.resolve("wide.sdog");
    int[] ids = IntStream.rangeClosed(0, 1 << 16).map(id -> id * 32_767 - 5).toArray();
    try (SequenceBatch batch = SequenceBatch.of(new int[][] {ids}, new int[][] {{-1}});
        NativeDumpWriter writer = NativeDumpWriter.to(dump, List.of())) {
      writer.write(batch);
      writer.commit();
    }
    try (NativeDumpReader reader = NativeDumpReader.open(dump, BatchLimits.DEFAULT);
        WorkerContext worker = Sdog.worker(List.of())) {
      SequenceBatch batch = Objects.requireNonNull(reader.next()).load(worker);
      assertThat(batch.predictions().width()).isEqualTo(4);
      assertThat(batch.predictions().toArray(0)).isEqualTo(ids);
      assertThat(batch.references().toArray(0)).containsExactly(-1);
    }
  }

  @Test
  void aDumpOfNothingIsADump() throws IOException {
    Path dump = Sdog.convert(new RandomBatches(1, 0, 0, KEYS), directory.resolve("none.sdog"), 2);
    try (NativeDumpReader reader = NativeDumpReader.open(dump, BatchLimits.DEFAULT)) {
      assertThat(reader.keyNames()).isEqualTo(KEYS);
      assertThat(reader.items()).isZero();
      assertThat(reader.next()).isNull();
      assertThat(reader.progress()).isEqualTo(1);
    }
  }

  @Test
  void aBlockLargerThanABatchMayBeIsRefused() throws IOException {
    Path dump = Sdog.convert(batches(KEYS), directory.resolve("dump.sdog"), 2);
    BatchLimits tight = new BatchLimits(16, 100, 100, 10, 10, 1);
    try (NativeDumpReader reader = NativeDumpReader.open(dump, tight)) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(LimitExceededException.class)
          .hasMessageStartingWith(dump + ", record 1, byte ")
          .hasMessageEndingWith("Raise BatchLimits.batchBytes");
    }
  }

  @Test
  void aFileThatShrinksWhileItIsReadIsAnError() throws IOException {
    Path dump = Sdog.convert(batches(KEYS), directory.resolve("dump.sdog"), 2);
    try (NativeDumpReader reader = NativeDumpReader.open(dump, BatchLimits.DEFAULT);
        WorkerContext worker = Sdog.worker(KEYS)) {
      BatchTask pending = Objects.requireNonNull(reader.next());
      Files.write(dump, new byte[300]);
      assertThatThrownBy(() -> pending.load(worker))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessage(dump + ", byte 300: the file became shorter while it was read");
    }
  }

  @Test
  void nothingStaysOfADumpThatFails() throws IOException {
    try (NativeDumpWriter writer = NativeDumpWriter.to(directory.resolve("dump.sdog"), KEYS)) {
      assertThatThrownBy(() ->
              Sdog.convert(
                  new RandomBatches(1, 9, 9, List.of()) {
                    @Override
                    public BatchTask next() {
                      throw new MalformedDumpException("it", 1, 2, "bad");
                    }
                  },
                  directory.resolve("other.sdog"),
                  2))
          .isInstanceOf(MalformedDumpException.class);
      assertThat(writer.items()).isZero();
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void allNativeMemoryIsFreed() throws IOException {
    Path dump = directory.resolve("dump.sdog");
    scoreOnce(dump);
    long before = NativeMemory.heldBytes();
    scoreOnce(dump);
    assertThat(NativeMemory.heldBytes()).isEqualTo(before);
  }

  private static void scoreOnce(Path dump) throws IOException {
    Sdog.convert(batches(KEYS), dump, 3);
    try (NativeDumpReader reader = NativeDumpReader.open(dump, BatchLimits.DEFAULT)) {
      assertThat(Sdog.score(reader, 3).items()).isPositive();
    }
  }
}
