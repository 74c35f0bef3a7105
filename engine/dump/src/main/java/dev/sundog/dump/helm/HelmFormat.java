// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.helm;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.json.JoiningSplitter;
import dev.sundog.dump.json.JsonSplitter;
import dev.sundog.dump.record.FileKeys;
import dev.sundog.dump.record.ItemReader;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.record.RecordSource;
import dev.sundog.dump.record.RecordSource.Plan;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.metric.DefaultMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Scenario states, per-instance statistics and displayed predictions of HELM. */
public final class HelmFormat implements DumpFormat {
  private static final Pattern REFERENCE_INDEX =
      Pattern.compile("\"reference_index\"\\s*:\\s*[0-9]");

  /** The readers of files, by the readers of a spec. */
  private interface Reading {
    Function<String, Supplier<ItemReader>> of(Function<DumpSpec, Supplier<ItemReader>> readers);
  }

  private static final RecordPath STATES = new RecordPath(List.of("request_states"));
  private static final RecordPath WHOLE = new RecordPath(List.of());

  @Override
  public String name() {
    return "helm";
  }

  @Override
  public Match recognize(DumpHead head) {
    if (!head.isJson()) {
      return Match.NO;
    }
    String text = head.text();
    boolean scores = text.contains("\"instance_id\"") && text.contains("\"stats\"");
    return text.contains("\"adapter_spec\"") || (text.charAt(0) == '[' && scores)
        ? Match.YES
        : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return Field.union(Field.TEXT_RULES, Field.ERRORS, Set.of(Field.BY));
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    String beginning = files.beginning(0);
    Reading reading =
        readers ->
            FileKeys.reading(
                files.paths(),
                spec,
                file -> HelmKeys.of(file, files.beginning(files.paths().indexOf(file))),
                readers);
    Plan plan =
        beginning.strip().startsWith("[")
            ? scores(files.paths(), spec, limits, reading)
            : REFERENCE_INDEX.matcher(beginning).find()
                ? choices(spec, limits, reading)
                : answers(spec, limits, reading);
    List<Message> notes = new ArrayList<>(plan.notes());
    notes.addAll(
        HelmKeys.of(files.paths().getFirst(), spec.fileKeys().isEmpty() ? "" : beginning)
            .notes(spec));
    return new RecordSource(files, spec, plan.withNotes(notes));
  }

  private Plan answers(DumpSpec spec, BatchLimits limits, Reading reading) {
    return Plan.of(
            this,
            input -> BlockSource.ahead(JsonSplitter.of(input, STATES, spec.limits(), limits)),
            reading.of(own -> RecordReader.ofBlocks(HelmReader.of(own, false))))
        .withMetrics(List.of());
  }

  private Plan choices(DumpSpec spec, BatchLimits limits, Reading reading) {
    List<Message> notes = new ArrayList<>();
    notes.add(
        Message.literal(
            "multiple choice: the requests about an instance's references are one item"));
    if (spec.tokenizer() != Tokenizer.WHITESPACE) {
      notes.add(
          Message.of(
              "the log-likelihood of a choice is that of as many last tokens as {} makes of its"
                  + " text",
              Field.TOKENIZER));
    }
    int recordBytes = spec.limits().recordBytes();
    return Plan.of(
            this,
            input ->
                BlockSource.ahead(
                    new JoiningSplitter(
                        JsonSplitter.of(input, STATES, spec.limits(), limits),
                        HelmReader::continues,
                        recordBytes)),
            reading.of(own -> RecordReader.ofBlocks(HelmReader.of(own, true))))
        .withNotes(notes)
        .withMetrics(DefaultMetrics.CHOICE_REQUESTS.metrics());
  }

  /** Scores are read twice: once for their names. */
  private Plan scores(List<Path> files, DumpSpec spec, BatchLimits limits, Reading reading) {
    Set<String> statistics = new LinkedHashSet<>();
    for (Path file : files) {
      DumpInput input = DumpInput.open(file, spec.limits());
      try (BlockSplitter splitter = JsonSplitter.of(input, WHOLE, spec.limits(), limits)) {
        HelmScoresReader.statistics(splitter, statistics);
      }
    }
    List<String> names = List.copyOf(statistics);
    return Plan.of(
            this,
            input -> BlockSource.ahead(JsonSplitter.of(input, WHOLE, spec.limits(), limits)),
            reading.of(own -> RecordReader.ofBlocks(HelmScoresReader.of(own, names))))
        .withNotes(
            List.of(Message.literal("HELM computed these scores: they are only aggregated here")))
        .withMetrics(HelmScoresReader.metrics(names));
  }
}
