package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpFile;
import dev.sundog.run.BatchSource;
import dev.sundog.run.BatchTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A native dump as a source of batches: a block is a batch. Taking the next costs one small read;
 * workers read the columns. Whatever is wrong with the file is a {@link MalformedDumpException}
 * that names the file and the byte, before any number was taken from it.
 */
public final class NativeDumpReader implements BatchSource {
  private final DumpFile file;
  private final FileHeader header;
  private final BlockCursor cursor;
  private final BatchLimits limits;
  private final List<String> keyNames;
  private final List<Integer> keyParts;
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
    this.keyParts = keyNames.stream().map(this::part).toList();
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

  /** Opens a dump whose writer came to its end, with all its groups. */
  public static NativeDumpReader open(Path path, BatchLimits limits) {
    return open(path, List.of(), limits, false);
  }

  /**
   * Opens a dump.
   *
   * @param path the file
   * @param by which of the stored parts of the group key to group by; none for all
   * @param limits sizes beyond which blocks are refused
   * @param recover whether a dump whose writer was stopped is read as far as its blocks are whole
   * @throws MalformedDumpException if it is no native dump, or not whole and not to be recovered
   * @throws IllegalArgumentException if there is no such part of the key
   */
  public static NativeDumpReader open(
      Path path, List<String> by, BatchLimits limits, boolean recover) {
    DumpFile file = DumpFile.open(path);
    try {
      return new NativeDumpReader(file, FileHeader.read(file), by, limits, recover);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Whether a file begins as a native dump does.
   *
   * @throws MalformedDumpException if it can't be read
   */
  public static boolean recognises(Path path) {
    try (DumpFile file = DumpFile.open(path)) {
      return file.size() >= Long.BYTES && file.read(0, Long.BYTES).getLong() == FileHeader.MARK;
    }
  }

  private int part(String name) {
    int part = header.keyNames().indexOf(name);
    if (part < 0) {
      throw new IllegalArgumentException(
          file.name()
              + " was not written with the group key "
              + name
              + (header.keyNames().isEmpty() ? "" : ", only with " + header.keyNames()));
    }
    return part;
  }

  /** The end of what is whole in a file without a footer. */
  private FileFooter torn(boolean recover) {
    BlockCursor scan = new BlockCursor(file, header);
    MalformedDumpException fault = scan.passSound(recover);
    if (!recover) {
      String reason = fault == null ? "the file ends without its footer" : fault.reason();
      throw file.malformed(
          scan.position(),
          reason
              + "; before that, "
              + scan.items()
              + " items in "
              + scan.blocks()
              + " blocks seem whole: --recover reads them");
    }
    return new FileFooter(scan.items(), scan.blocks(), scan.position());
  }

  private String lossOf(FileFooter found) {
    return file.name()
        + " was not written to its end: "
        + found.items()
        + " items in "
        + found.blocks()
        + " blocks were recovered, "
        + (file.size() - found.place())
        + " bytes from byte "
        + found.place()
        + " on are lost";
  }

  @Override
  public List<String> keyNames() {
    return keyNames;
  }

  /** Items of the whole dump. */
  public long items() {
    return items;
  }

  /** What recovery gave up, for the user; empty for a whole dump. */
  public Optional<String> loss() {
    return Optional.ofNullable(loss);
  }

  /** Items handed out so far. */
  public long itemsTaken() {
    return cursor.items();
  }

  @Override
  public @Nullable BatchTask next() {
    long position = cursor.position();
    if (position == end) {
      if (cursor.blocks() != blocks || cursor.items() != items) {
        throw file.malformed(
            end, "the footer tells of " + items + " items, not of " + cursor.items());
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
