// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sundog.batch.BatchImporter;
import dev.sundog.batch.BatchMemory.Slot;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.input.DumpFile;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A block to be read into the memory of a worker's batch.
 *
 * @param file the file
 * @param position offset of the block
 * @param header its valid header
 * @param storedParts parts of a stored group key; 0 without groups
 * @param parts the parts that the batch's key consists of, in order
 */
record PendingBlock(
    DumpFile file, long position, BlockHeader header, int storedParts, List<KeyPart> parts)
    implements BatchTask {

  /**
   * {@inheritDoc}
   *
   * @throws MalformedDumpException if the file changed, or a checksum or column is not valid
   */
  @Override
  public SequenceBatch load(WorkerContext worker) {
    worker.position().set(file.name(), header.firstItem() + 1, position);
    BatchImporter importer = worker.importer();
    importer.begin(header.rows().items(), header.rows().pairs());
    CRC32C crc = new CRC32C();
    long at = position + BlockHeader.BYTES;
    for (BlockLayout.Column column : BlockLayout.columns(header, storedParts > 0)) {
      MemorySegment target = importer.reserve(column.slot(), column.bytes());
      ByteBuffer bytes = target.asSlice(0, column.bytes()).asByteBuffer();
      file.read(at, bytes);
      crc.update(bytes.flip());
      at += column.bytes();
    }
    int choiceBytes = (int) BlockLayout.choiceBytes(header);
    int aside = BlockLayout.dictionaryBytes(header) + header.rows().groupKeyBytes() + choiceBytes;
    ByteBuffer rest = file.read(at, aside + BlockLayout.TRAILER_BYTES);
    crc.update(rest.slice(0, aside));
    if (rest.getLong(aside + Checksum.BYTES) != BlockLayout.COMMIT_MARK) {
      throw malformed("incomplete block: no commit mark");
    }
    if (rest.getInt(aside) != (int) crc.getValue()) {
      throw malformed("wrong checksum of the columns of a block");
    }
    int[] dictionary = dictionary(rest);
    if (storedParts > 0) {
      readGroups(importer, rest);
    } else if (!parts.isEmpty()) {
      int code = importer.groupKeys().code(key(List.of(), 0));
      MemorySegment groups = importer.reserve(Slot.GROUPS, 4L * header.rows().items());
      for (int item = 0; item < header.rows().items(); item++) {
        groups.setAtIndex(JAVA_INT, item, code);
      }
    }
    if (header.values().choices() >= 0) {
      ByteBuffer choices = rest.slice(aside - choiceBytes, choiceBytes);
      readChoices(importer, choices.order(ByteOrder.LITTLE_ENDIAN));
    }
    header.declare(importer, dictionary);
    return importer.finish();
  }

  private int @Nullable [] dictionary(ByteBuffer rest) {
    if (header.rows().dictionary() < 0) {
      return null;
    }
    int[] ids = new int[header.rows().dictionary()];
    rest.asIntBuffer().get(ids);
    rest.position(BlockLayout.dictionaryBytes(header));
    return ids;
  }

  /** Appends the choices one by one, so that the importer checks them. */
  private void readChoices(BatchImporter importer, ByteBuffer in) {
    ByteBuffer counts = in.slice(0, header.rows().items() * Integer.BYTES).order(in.order());
    in.position(counts.limit());
    for (int item = 0; item < header.rows().items(); item++) {
      int count = counts.getInt();
      if (count < 0 || count > in.remaining() / ChoiceColumn.CHOICE_BYTES) {
        throw malformed("an item with " + count + " choices in a block with fewer");
      }
      for (int choice = 0; choice < count; choice++) {
        importer.choice(
            in.getDouble(), in.getDouble(), in.getDouble(), in.getInt(), in.getInt(), in.getInt());
      }
      importer.endChoices();
    }
    if (in.hasRemaining()) {
      throw malformed("a block with more choices than its items have");
    }
  }

  /** Replaces the block's key numbers by the importer's group codes. */
  private void readGroups(BatchImporter importer, ByteBuffer rest) {
    int keys = header.rows().groupKeys();
    ByteBuffer texts =
        rest.slice(rest.position(), header.rows().groupKeyBytes()).order(ByteOrder.LITTLE_ENDIAN);
    List<String> stored = FileHeader.readTexts(texts, (long) keys * storedParts);
    if (stored.size() != (long) keys * storedParts || texts.hasRemaining()) {
      throw malformed("a block without its " + keys + " group keys");
    }
    int[] codes =
        IntStream.range(0, keys).map(key -> importer.groupKeys().code(key(stored, key))).toArray();
    MemorySegment groups = importer.reserve(Slot.GROUPS, 4L * header.rows().items());
    for (int item = 0; item < header.rows().items(); item++) {
      int ordinal = groups.getAtIndex(JAVA_INT, item);
      if (ordinal < 0 || ordinal >= keys) {
        throw malformed("group " + ordinal + " in a block of " + keys + " group keys");
      }
      groups.setAtIndex(JAVA_INT, item, codes[ordinal]);
    }
  }

  private List<String> key(List<String> stored, int key) {
    return parts.stream().map(part -> part.of(stored, key, storedParts)).toList();
  }

  private MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(file.name(), header.firstItem() + 1, position, reason);
  }
}
