// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.json.JsonSplitter;
import dev.sundog.dump.record.FileKeys;
import dev.sundog.dump.record.ItemReader;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.record.RecordSource;
import dev.sundog.dump.record.RecordSource.Plan;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import dev.sundog.metric.ExternalScoreMetric;
import dev.sundog.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Logs of Inspect: zip archives ({@code .eval}) and JSON documents, with a sample per epoch. */
public final class InspectFormat implements DumpFormat {
  private static final String ZIP = "PK\u0003\u0004";
  private static final RecordPath SAMPLES = new RecordPath(List.of("samples"));
  private static final int MOST_NAMES = 10_000;

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public Match recognize(DumpHead head) {
    String text = head.text();
    boolean found =
        head.startsWith(ZIP)
            ? head.name().endsWith(".eval") || text.contains("_journal/start.json")
            : head.isJson()
                && text.charAt(0) == '{'
                && text.contains("\"eval\"")
                && text.contains("\"run_id\"")
                && text.contains("\"task\"");
    return found ? Match.YES : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return Field.union(Field.TEXT_RULES, Field.ERRORS, Set.of(Field.BY));
  }

  /** The samples are read twice: once for the names of their scores. */
  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    Map<String, InspectArchive> archives = new LinkedHashMap<>();
    Map<Path, FileKeys> keys = new LinkedHashMap<>();
    Set<String> found = new LinkedHashSet<>();
    List<Path> paths = files.paths();
    for (int file = 0; file < Math.max(1, paths.size()); file++) {
      String beginning = files.beginning(file);
      Path path = paths.get(file);
      if (beginning.startsWith(ZIP)) {
        InspectArchive archive = InspectArchive.open(path, spec.limits());
        archives.put(path.toString(), archive);
        archive.scores(scores -> names(scores, found));
        keys.put(path, archive.eval().keys());
      } else {
        names(path, spec, limits, found);
        keys.put(path, InspectEval.of(beginning.getBytes(UTF_8)).keys());
      }
    }
    List<String> names = List.copyOf(found);
    Map<String, Supplier<ItemReader>> readers = new HashMap<>();
    Set<String> sources = new LinkedHashSet<>();
    keys.forEach((path, shared) -> {
      shared.notes(spec).stream().map(Message::toString).forEach(sources::add);
      DumpSpec own = shared.in(spec, path);
      Supplier<RecordReader> samples = InspectReader.of(own, names);
      InspectArchive archive = archives.get(path.toString());
      readers.put(
          path.toString(),
          archive == null ? RecordReader.ofBlocks(samples) : archive.readers(own, samples));
    });
    List<Metric> metrics = new ArrayList<>();
    for (String name : names) {
      metrics.add(new ExternalScoreMetric("Inspect", name, metrics.size()));
    }
    return new RecordSource(
        files,
        spec,
        Plan.of(
                this,
                input -> blocks(input, archives.get(input.name()), spec, limits),
                file -> requireNonNull(readers.get(file)))
            .withNotes(sources.stream().map(Message::literal).toList())
            .withMetrics(metrics));
  }

  private static BlockSource blocks(
      DumpInput input, @Nullable InspectArchive archive, DumpSpec spec, BatchLimits limits) {
    if (archive == null) {
      return BlockSource.ahead(JsonSplitter.of(input, SAMPLES, spec.limits(), limits));
    }
    input.close();
    return archive.blocks(limits);
  }

  private static void names(Path file, DumpSpec spec, BatchLimits limits, Set<String> names) {
    JsonCursor cursor = new JsonCursor();
    DumpInput input = DumpInput.open(file, spec.limits());
    try (JsonSplitter splitter = JsonSplitter.of(input, SAMPLES, spec.limits(), limits)) {
      for (RecordBlock block = splitter.next(); block != null; block = splitter.next()) {
        for (int record = 0; record < block.count(); record++) {
          cursor.reset(block, record);
          names(cursor, names);
        }
      }
    }
  }

  /** Adds the names of a sample's scores. */
  private static void names(JsonCursor sample, Set<String> names) {
    for (boolean more = sample.enterObject(); more; more = sample.nextMember()) {
      sample.key();
      if (sample.textString().equals("scores")) {
        InspectScores.read(sample, (name, value, at) -> names.add(name));
      } else {
        sample.skip();
      }
    }
    if (names.size() > MOST_NAMES) {
      throw sample.malformed("more than " + MOST_NAMES + " names of scores");
    }
  }
}
