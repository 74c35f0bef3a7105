// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lmeval;

import static java.util.Objects.requireNonNull;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.format.RecordedMetric;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.record.FileKeys;
import dev.sundog.dump.record.Findings;
import dev.sundog.dump.record.ItemReader;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.record.RecordSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.ExternalScoreMetric;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sample files of lm-evaluation-harness: a line per document and filter. */
public final class LmEvalFormat implements DumpFormat {
  @Override
  public String name() {
    return "lm-eval";
  }

  @Override
  public Match recognize(DumpHead head) {
    if (!head.isJson()) {
      return Match.NO;
    }
    String first = head.firstLine();
    return first.contains("\"doc_id\"") && first.contains("\"filtered_resps\"")
        ? Match.YES
        : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return Field.union(Field.TEXT_RULES, Field.ERRORS, Set.of(Field.BY, Field.FILTER));
  }

  /** Every file is a task of its own, with its filter and normalisers. */
  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    List<Message> notes = new ArrayList<>();
    Set<String> ours = new LinkedHashSet<>();
    Set<String> theirs = new LinkedHashSet<>();
    Map<Path, LmEvalTask> tasks = new LinkedHashMap<>();
    Set<String> sources = new LinkedHashSet<>();
    Map<String, Supplier<ItemReader>> readers = new HashMap<>();
    List<Path> paths = files.paths();
    for (int file = 0; file < Math.max(1, paths.size()); file++) {
      String beginning = files.beginning(file);
      LmEvalTask task = LmEvalTask.of(paths.get(file), beginning, spec);
      String name = paths.size() == 1 ? "" : paths.get(file).getFileName() + ": ";
      task.notes().forEach(note -> notes.add(Message.of("{}{}", name, note)));
      ours.addAll(task.metrics());
      theirs.addAll(task.recorded());
      tasks.put(paths.get(file), task);
    }
    List<String> names = List.copyOf(theirs);
    tasks.forEach((path, task) -> {
      FileKeys keys = spec.fileKeys().isEmpty() ? FileKeys.UNKNOWN : LmEvalKeys.of(path);
      keys.notes(spec).stream().map(Message::toString).forEach(sources::add);
      DumpSpec own = keys.in(task.spec(), path);
      readers.put(path.toString(), RecordReader.ofBlocks(LmEvalReader.of(own, names)));
    });
    sources.forEach(source -> notes.add(Message.literal(source)));
    return new RecordSource(
        files,
        spec,
        new RecordSource.Plan(
            this,
            List.copyOf(notes),
            Stream.concat(
                    IntStream.range(0, names.size())
                        .mapToObj(number -> metric(names.get(number), number)),
                    Metrics.named(List.copyOf(ours)).stream())
                .toList(),
            input -> BlockSource.lines(input, spec.limits(), limits),
            file -> requireNonNull(readers.get(file)),
            recorded(names, tasks.values()),
            Message.of(
                "no sample has this filter. Set {} to a filter of the samples", Field.FILTER),
            Findings.NONE));
  }

  private static Metric metric(String name, int number) {
    return new ExternalScoreMetric("lm-eval", name, number, LmEvalRecorded.form(name));
  }

  private static List<RecordedMetric> recorded(List<String> names, Collection<LmEvalTask> tasks) {
    boolean options = tasks.stream().allMatch(LmEvalTask::hasResults);
    String reason =
        options
            ? "the task grades by code of its own"
            : "metric options are in the results file, which is not next to the samples, or the"
                + " task grades by code of its own";
    List<RecordedMetric> recorded = new ArrayList<>();
    for (String name : names) {
      for (String ours : new LinkedHashSet<>(Arrays.asList(LmEvalTask.metric(name), name))) {
        if (ours != null) {
          recorded.add(new RecordedMetric(ours, ExternalScoreMetric.PREFIX + name, reason));
        }
      }
    }
    return recorded;
  }
}
