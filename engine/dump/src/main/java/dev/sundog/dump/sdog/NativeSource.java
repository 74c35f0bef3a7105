// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.record.FileKeys;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.run.BatchTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Native dumps one after the other. */
final class NativeSource implements DumpSource {
  private final DumpFormat format;
  private final List<NativeDumpReader> readers;
  private final List<Message> keys;
  private int current;

  private NativeSource(DumpFormat format, List<NativeDumpReader> readers, List<Message> keys) {
    this.format = format;
    this.readers = readers;
    this.keys = keys;
  }

  /** Opens native dumps, one after the other. */
  static NativeSource open(
      DumpFormat format, List<Path> dumps, DumpSpec options, BatchLimits limits) {
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
    boolean shares = readers.get(0).sharesKeys();
    return new NativeSource(format, readers, shares ? FileKeys.UNKNOWN.notes(options) : List.of());
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
    return format;
  }

  @Override
  public List<Message> notes() {
    List<Message> notes = new ArrayList<>(keys);
    for (NativeDumpReader reader : readers) {
      reader.loss().map(Message::literal).ifPresent(notes::add);
    }
    return notes;
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
