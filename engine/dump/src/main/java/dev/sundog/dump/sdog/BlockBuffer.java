// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.sundog.batch.BatchMemory.Slot;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.collections.Int2IntHashMap;
import org.jspecify.annotations.Nullable;

/** Encodes batches as blocks, in memory reused from batch to batch. Not thread-safe. */
final class BlockBuffer implements AutoCloseable {
  private static final int NO_KEY = -1;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  private Arena arena = Arena.ofShared();

  private MemorySegment memory = MemorySegment.NULL;
  private long written;
  private @Nullable BlockHeader header;
  private final Int2IntHashMap keyOrdinals = new Int2IntHashMap(NO_KEY);

  /** Encodes a batch. Its position in the file is filled in by {@link #block}. */
  void encode(SequenceBatch batch) {
    boolean grouped = !batch.groupKeys().names().isEmpty();
    int[] dictionary = batch.predictions().dictionary();
    keyOrdinals.clear();
    byte[] keys = grouped ? keys(batch) : new byte[0];
    BlockHeader declared = header(batch, dictionary, keys);
    declared = declared.withColumnBytes(BlockLayout.columnBytes(declared, grouped));
    reserve(BlockLayout.blockBytes(declared));
    written = BlockHeader.BYTES;
    for (BlockLayout.Column column : BlockLayout.columns(declared, grouped)) {
      write(batch, column);
    }
    if (dictionary != null) {
      copy(MemorySegment.ofArray(dictionary), BlockLayout.dictionaryBytes(declared));
    }
    copy(MemorySegment.ofArray(keys), keys.length);
    if (batch.choices() != null) {
      write(batch.choices());
    }
    ByteBuffer bytes = memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int checksum = Checksum.of(bytes.slice(BlockHeader.BYTES, (int) declared.columnBytes()));
    bytes.position((int) written).putInt(checksum).putLong(BlockLayout.COMMIT_MARK);
    header = declared;
  }

  /** Items of the encoded batch. */
  int items() {
    return Objects.requireNonNull(header).rows().items();
  }

  /** The block at a position in a file; valid until the next {@link #encode}. */
  MemorySegment block(long ordinal, long firstItem) {
    BlockHeader placed = Objects.requireNonNull(header).at(ordinal, firstItem);
    placed.encode(memory.asByteBuffer());
    return memory.asSlice(0, BlockLayout.blockBytes(placed));
  }

  private BlockHeader header(SequenceBatch batch, int @Nullable [] dictionary, byte[] groupKeys) {
    LogprobColumn logprobs = batch.logprobs();
    return new BlockHeader(
        0,
        0,
        0,
        new BlockHeader.Rows(
            batch.items(),
            batch.pairs(),
            batch.predictions().width(),
            dictionary == null ? -1 : dictionary.length,
            keyOrdinals.size(),
            groupKeys.length),
        new BlockHeader.Values(
            batch.predictions().tokens(),
            batch.references().tokens(),
            bytes(batch.predictionTexts()),
            bytes(batch.referenceTexts()),
            logprobs == null ? -1 : logprobs.offset(logprobs.count()),
            bytes(batch.ids()),
            batch.choices() == null ? -1 : batch.choices().start(batch.items())));
  }

  private static long bytes(@Nullable TokenColumn texts) {
    return texts == null ? -1 : texts.tokens();
  }

  /** The keys that the batch's items use, in order of first use. */
  private byte[] keys(SequenceBatch batch) {
    ByteArrayOutputStream keys = new ByteArrayOutputStream();
    for (int item = 0; item < batch.items(); item++) {
      int code = batch.group(item);
      if (keyOrdinals.get(code) == NO_KEY) {
        keyOrdinals.put(code, keyOrdinals.size());
        for (String part : batch.groupKeys().key(code)) {
          FileHeader.writeText(keys, part);
        }
      }
    }
    return keys.toByteArray();
  }

  private void write(SequenceBatch batch, BlockLayout.Column column) {
    switch (column.slot()) {
      case PAIR_STARTS -> {
        for (int item = 0; item <= batch.items(); item++) {
          putInt(batch.pairStart(item));
        }
      }
      case GROUPS -> {
        for (int item = 0; item < batch.items(); item++) {
          putInt(keyOrdinals.get(batch.group(item)));
        }
      }
      case FLAGS -> {
        for (int item = 0; item < batch.items(); item++) {
          memory.set(JAVA_BYTE, written++, batch.flags(item));
        }
      }
      default -> copy(segment(batch, column.slot()), column.bytes());
    }
  }

  private void write(ChoiceColumn choices) {
    for (int item = 0; item < choices.count(); item++) {
      putInt(choices.length(item));
    }
    for (int choice = 0; choice < choices.start(choices.count()); choice++) {
      putDouble(choices.loglikelihood(choice));
      putDouble(choices.unconditional(choice));
      putDouble(choices.weight(choice));
      putInt(choices.tokens(choice));
      putInt(choices.characters(choice));
      putInt(choices.bytes(choice));
    }
  }

  private static MemorySegment segment(SequenceBatch batch, Slot slot) {
    return switch (slot) {
      case PREDICTION_VALUES -> batch.predictions().values();
      case PREDICTION_OFFSETS -> batch.predictions().offsets();
      case REFERENCE_VALUES -> batch.references().values();
      case REFERENCE_OFFSETS -> batch.references().offsets();
      case PREDICTION_TEXT -> Objects.requireNonNull(batch.predictionTexts()).values();
      case PREDICTION_TEXT_OFFSETS -> Objects.requireNonNull(batch.predictionTexts()).offsets();
      case REFERENCE_TEXT -> Objects.requireNonNull(batch.referenceTexts()).values();
      case REFERENCE_TEXT_OFFSETS -> Objects.requireNonNull(batch.referenceTexts()).offsets();
      case LOGPROB_VALUES -> Objects.requireNonNull(batch.logprobs()).values();
      case LOGPROB_OFFSETS -> Objects.requireNonNull(batch.logprobs()).offsets();
      case ID_VALUES -> Objects.requireNonNull(batch.ids()).values();
      case ID_OFFSETS -> Objects.requireNonNull(batch.ids()).offsets();
      case PAIR_STARTS, FLAGS, GROUPS -> throw new IllegalArgumentException(slot.name());
    };
  }

  private void putInt(int value) {
    memory.set(INT, written, value);
    written += Integer.BYTES;
  }

  private void putDouble(double value) {
    memory.set(DOUBLE, written, value);
    written += Double.BYTES;
  }

  private void copy(MemorySegment source, long bytes) {
    MemorySegment.copy(source, 0, memory, written, bytes);
    written += bytes;
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  private void reserve(long bytes) {
    if (memory.byteSize() < bytes) {
      arena.close();
      arena = Arena.ofShared();
      memory = arena.allocate(bytes + bytes / 4, 64);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
