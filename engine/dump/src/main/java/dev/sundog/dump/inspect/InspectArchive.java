// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.inspect;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.BlockTask;
import dev.sundog.dump.input.DumpFile;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.input.ZipDirectory;
import dev.sundog.dump.input.ZipMember;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.json.ObjectReader;
import dev.sundog.dump.record.ItemReader;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.dump.spec.RecordPath;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A log in a zip archive: every sample is a member. A block has only the numbers of its samples;
 * each worker decompresses those it reads, and keeps of them only what is needed: the events of a
 * sample may be much larger than the rest.
 */
final class InspectArchive {
  private final Path path;
  private final InputLimits limits;
  private final Optional<ZipMember> header;
  private final List<ZipMember> samples;

  private InspectArchive(
      Path path, InputLimits limits, Optional<ZipMember> header, List<ZipMember> samples) {
    this.path = path;
    this.limits = limits;
    this.header = header;
    this.samples = samples;
  }

  /**
   * The archive in a file.
   *
   * @throws MalformedDumpException if its directory is damaged, or it holds no samples
   */
  static InspectArchive open(Path path, InputLimits limits) {
    try (DumpFile file = DumpFile.open(path)) {
      List<ZipMember> members = ZipDirectory.read(file);
      List<ZipMember> samples =
          members.stream()
              .filter(
                  member -> member.name().startsWith("samples/") && member.name().endsWith(".json"))
              .toList();
      if (samples.isEmpty()) {
        throw file.malformed(-1, "this zip archive holds no samples/*.json of Inspect");
      }
      Optional<ZipMember> header =
          members.stream()
              .filter(member ->
                  member.name().equals("header.json")
                      || member.name().equals("_journal/start.json"))
              .reduce((first, last) -> last);
      return new InspectArchive(path, limits, header, samples);
    }
  }

  /** Model and task of the log, in its header. */
  InspectEval eval() {
    InspectEval[] eval = {InspectEval.UNKNOWN};
    header.ifPresent(member -> {
      try (DumpFile file = DumpFile.open(path)) {
        member.read(file, limits, bytes -> eval[0] = InspectEval.of(bytes));
      }
    });
    return eval[0];
  }

  /** Visits a cursor before the scores of every sample, in the archive's order. */
  void scores(Consumer<JsonCursor> visitor) {
    ObjectReader reader = new ObjectReader(Set.of("scores"), limits.recordBytes());
    JsonCursor cursor = new JsonCursor();
    try (DumpFile file = DumpFile.open(path)) {
      for (int sample = 0; sample < samples.size(); sample++) {
        read(file, reader, sample, cursor, () -> visitor.accept(cursor));
      }
    }
  }

  /** Reads the kept members of a sample, then runs an action on the cursor before them. */
  private void read(
      DumpFile file, ObjectReader reader, int sample, JsonCursor cursor, Runnable action) {
    ZipMember member = samples.get(sample);
    member.read(file, limits, bytes -> reader.read(bytes, member.size(), sample + 1L, cursor));
    try {
      action.run();
    } catch (MalformedDumpException e) {
      throw reader.located(e);
    }
  }

  /** The samples in blocks, whose records have no bytes of their own. */
  BlockSource blocks(BatchLimits batch) {
    int most = BlockSplitter.chunkBytes(batch);
    return new BlockSource() {
      private int next;

      @Override
      public @Nullable BlockTask next() {
        int first = next;
        long bytes = 0;
        while (next < samples.size()
            && next - first < batch.batchItems()
            && (next == first || bytes < most)) {
          bytes += samples.get(next++).size();
        }
        int[] numbers = IntStream.range(first, next).toArray();
        return numbers.length == 0
            ? null
            : buffer ->
                new RecordBlock(
                    path.toString(), new byte[0], numbers, numbers, numbers.length, first + 1L, 0);
      }

      @Override
      public double progress() {
        return (double) next / samples.size();
      }

      @Override
      public void close() {}
    };
  }

  /** Readers of the samples of {@link #blocks}; one per worker. */
  Supplier<ItemReader> readers(DumpSpec spec, Supplier<RecordReader> readers) {
    Set<String> members = new HashSet<>(InspectSample.MEMBERS);
    for (String path : spec.by()) {
      if (spec.fileKey(path) == null) {
        members.add(RecordPath.parse(path).steps().getFirst());
      }
    }
    return () ->
        new ItemReader() {
          private final RecordReader reader = readers.get();
          private final ObjectReader object = new ObjectReader(members, limits.recordBytes());
          private final JsonCursor cursor = new JsonCursor();

          @Override
          public void beginBatch() {
            reader.beginBatch();
          }

          @Override
          public void read(RecordBlock block, int record, BatchAppender appender) {
            int sample = block.starts()[record];
            try (DumpFile file = DumpFile.open(path)) {
              String source = samples.get(sample).source(file);
              appender.position().set(source, sample + 1L, 0);
              InspectArchive.this.read(
                  file, object, sample, cursor, () -> reader.read(cursor, appender));
            }
          }
        };
  }
}
