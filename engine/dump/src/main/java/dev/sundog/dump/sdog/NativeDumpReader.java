// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.dump.bytes.LittleEndian;
import dev.sundog.dump.input.DumpFile;
import dev.sundog.dump.record.FileKeys;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.run.BatchSource;
import dev.sundog.run.BatchTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A native dump as a source of batches, one per block. {@link #next()} reads a block's header;
 * workers read its columns. A damaged file is a {@link MalformedDumpException} with file and byte,
 * thrown before any value of the damaged block is used.
 */
public final class NativeDumpReader implements BatchSource {
  private final DumpFile file;
  private final FileHeader header;
  private final BlockCursor cursor;
  private final BatchLimits limits;
  private final List<String> keyNames;
  private final List<KeyPart> keyParts;
  private final long end;
  private final long items;
  private final long blocks;
  private final @Nullable String loss;

  private NativeDumpReader(
      DumpFile file, FileHeader header, List<String> by, BatchLimits limits, boolean recover) {
    this.file = file;
    this.header = header;
    this.limits = limits;
    this.cursor = new BlockCursor(file, header);
    this.keyNames = by.isEmpty() ? header.keyNames() : List.copyOf(by);
    this.keyParts = keyNames.stream().map(name -> part(name, Path.of(file.name()))).toList();
    FileFooter footer = FileFooter.read(file, header);
    if (footer == null) {
      footer = torn(recover);
      loss = lossOf(footer);
    } else {
      loss = null;
    }
    end = footer.place();
    items = footer.items();
    blocks = footer.blocks();
  }

  /** Opens a complete dump with all its groups. */
  public static NativeDumpReader open(Path path, BatchLimits limits) {
    return open(path, List.of(), limits, false);
  }

  /**
   * Opens a dump.
   *
   * @param path the file
   * @param by parts of the stored group key to group by, or keys that all items of the file share
   *     ({@link FileKeys}); empty for all stored ones
   * @param limits sizes beyond which blocks are rejected
   * @param recover whether to read the complete blocks of an incomplete dump
   * @throws MalformedDumpException if the file is not a native dump, or is incomplete and {@code
   *     recover} is false
   * @throws IllegalArgumentException if the stored key has no such part
   * @throws IllegalStateException on a big-endian machine
   */
  public static NativeDumpReader open(
      Path path, List<String> by, BatchLimits limits, boolean recover) {
    LittleEndian.require("native dumps");
    DumpFile file = DumpFile.open(path);
    try {
      return new NativeDumpReader(file, FileHeader.read(file), by, limits, recover);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Whether the first bytes of a file are those of a native dump. */
  static boolean recognizes(byte[] head) {
    return head.length >= Long.BYTES
        && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong() == FileHeader.MARK;
  }

  /** A stored part; else what all items of the file share, if that is its name. */
  private KeyPart part(String name, Path path) {
    int part = header.keyNames().indexOf(name);
    if (part < 0 && name.startsWith("@") && !name.equals(DumpSpec.LENGTH)) {
      return new KeyPart(part, FileKeys.UNKNOWN.value(name, path));
    }
    if (part < 0) {
      throw new IllegalArgumentException(
          "%s has no group key \"%s\"; it has %s".formatted(file.name(), name, header.keyNames()));
    }
    return new KeyPart(part, "");
  }

  /** The footer that a file without one would have after its complete blocks. */
  private FileFooter torn(boolean recover) {
    BlockCursor scan = new BlockCursor(file, header);
    MalformedDumpException fault = scan.passComplete(recover);
    if (!recover) {
      String reason = fault == null ? "the file has no footer" : fault.reason();
      throw new MalformedDumpException(
          file.name(),
          0,
          scan.position(),
          Message.of(
              "{}; the {} items in {} blocks before it are complete. Set {} to read them",
              reason,
              scan.items(),
              scan.blocks(),
              Field.RECOVER));
    }
    return new FileFooter(scan.items(), scan.blocks(), scan.position());
  }

  private String lossOf(FileFooter found) {
    return "%s is incomplete: recovered %d items in %d blocks; the last %d bytes, from byte %d, are lost"
        .formatted(
            file.name(), found.items(), found.blocks(), file.size() - found.place(), found.place());
  }

  @Override
  public List<String> keyNames() {
    return keyNames;
  }

  /** Whether the groups are by what all items of the file share, besides stored keys. */
  boolean sharesKeys() {
    return keyParts.stream().anyMatch(part -> part.stored() < 0);
  }

  /** Items of the whole dump. */
  public long items() {
    return items;
  }

  /** What recovery lost, for the user; empty for a complete dump. */
  public Optional<String> loss() {
    return Optional.ofNullable(loss);
  }

  /** Items read so far. */
  public long itemsTaken() {
    return cursor.items();
  }

  @Override
  public @Nullable BatchTask next() {
    long position = cursor.position();
    if (position == end) {
      if (cursor.blocks() != blocks || cursor.items() != items) {
        throw file.malformed(
            end, "the footer declares " + items + " items, the blocks hold " + cursor.items());
      }
      return null;
    }
    BlockHeader block = cursor.next(end);
    cursor.check(block, limits);
    return new PendingBlock(file, position, block, header.keyNames().size(), keyParts);
  }

  @Override
  public double progress() {
    return items == 0 ? 1 : (double) itemsTaken() / items;
  }

  @Override
  public void close() {
    file.close();
  }
}
