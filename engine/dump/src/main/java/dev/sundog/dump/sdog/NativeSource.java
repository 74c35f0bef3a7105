package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.run.BatchTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Native dumps one after the other. */
public final class NativeSource implements DumpSource {
  private final List<NativeDumpReader> readers;
  private int current;

  private NativeSource(List<NativeDumpReader> readers) {
    this.readers = readers;
  }

  /** Whether dumps are read as native ones: because the user said so, or the first of them is. */
  public static boolean reads(List<Path> dumps, DumpSpec options) {
    return switch (options.format()) {
      case SDOG -> true;
      case AUTO -> Files.isRegularFile(dumps.get(0)) && NativeDumpReader.recognises(dumps.get(0));
      default -> false;
    };
  }

  /** Opens native dumps, one after the other. */
  public static NativeSource open(List<Path> dumps, DumpSpec options, BatchLimits limits) {
    requireNoPaths(options);
    List<NativeDumpReader> readers = new ArrayList<>();
    try {
      for (Path dump : dumps) {
        readers.add(NativeDumpReader.open(dump, options.by(), limits, options.recover()));
        requireSameKeys(dump, readers);
      }
    } catch (RuntimeException e) {
      readers.forEach(NativeDumpReader::close);
      throw e;
    }
    return new NativeSource(readers);
  }

  /** Refuses what can only be said of records: a native dump holds what came of them. */
  private static void requireNoPaths(DumpSpec options) {
    if (options.saysOfRecords()) {
      throw new IllegalArgumentException(
          "a native dump holds tokens and texts as they were converted: paths, extraction and"
              + " normalisers are said when it is written");
    }
  }

  private static void requireSameKeys(Path dump, List<NativeDumpReader> readers) {
    List<String> first = readers.get(0).keyNames();
    List<String> last = readers.get(readers.size() - 1).keyNames();
    if (!first.equals(last)) {
      throw new MalformedDumpException(
          dump.toString(), 0, -1, "its groups are by " + last + ", the first dump's by " + first);
    }
  }

  @Override
  public DumpFormat format() {
    return DumpFormat.SDOG;
  }

  @Override
  public List<String> notes() {
    return readers.stream().map(NativeDumpReader::loss).flatMap(Optional::stream).toList();
  }

  @Override
  public List<String> keyNames() {
    return readers.get(0).keyNames();
  }

  @Override
  public @Nullable BatchTask next() {
    while (current < readers.size()) {
      BatchTask next = readers.get(current).next();
      if (next != null) {
        return next;
      }
      current++;
    }
    return null;
  }

  @Override
  public double progress() {
    long taken = readers.stream().mapToLong(NativeDumpReader::itemsTaken).sum();
    long items = readers.stream().mapToLong(NativeDumpReader::items).sum();
    return items == 0 ? 1 : (double) taken / items;
  }

  @Override
  public void close() {
    readers.forEach(NativeDumpReader::close);
  }
}
