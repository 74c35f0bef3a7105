// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.format.RecordedMetric;
import dev.sundog.dump.input.BlockBuffer;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.input.BlockTask;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.DefaultMetrics;
import dev.sundog.metric.Metric;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records of files one after the other, in blocks that the workers read, split and parse. */
public final class RecordSource implements DumpSource {
  /**
   * How the files of a dump are read.
   *
   * @param format their format
   * @param notes notes for the user
   * @param metrics metrics that their tool computed; null if the first record suggests them
   * @param blocks divides a file into blocks and closes it
   * @param reading readers of the records of a file, by its name; one reader per worker
   * @param recorded metrics of ours whose values the dump holds as well
   * @param reasonForNoItems why there may be no items, or null if there always are
   * @param findings what the readers found, asked for after the last record
   */
  public record Plan(
      DumpFormat format,
      List<Message> notes,
      @Nullable List<Metric> metrics,
      Function<DumpInput, BlockSource> blocks,
      Function<String, Supplier<ItemReader>> reading,
      List<RecordedMetric> recorded,
      @Nullable Message reasonForNoItems,
      Findings findings) {
    /** A plan in which all files are read alike and the first record suggests the metrics. */
    public static Plan of(
        DumpFormat format, Function<DumpInput, BlockSource> blocks, Supplier<ItemReader> readers) {
      return of(format, blocks, file -> readers);
    }

    /** A plan in which the first record suggests the metrics. */
    public static Plan of(
        DumpFormat format,
        Function<DumpInput, BlockSource> blocks,
        Function<String, Supplier<ItemReader>> reading) {
      return new Plan(format, List.of(), null, blocks, reading, List.of(), null, Findings.NONE);
    }

    /** The same with other notes. */
    public Plan withNotes(List<Message> notes) {
      return new Plan(
          format,
          List.copyOf(notes),
          metrics,
          blocks,
          reading,
          recorded,
          reasonForNoItems,
          findings);
    }

    /** The same with what the readers find. */
    public Plan withFindings(Findings findings) {
      return new Plan(
          format, notes, metrics, blocks, reading, recorded, reasonForNoItems, findings);
    }

    /** The same with the metrics that a tool computed. */
    public Plan withMetrics(List<Metric> metrics) {
      return new Plan(
          format,
          notes,
          List.copyOf(metrics),
          blocks,
          reading,
          recorded,
          reasonForNoItems,
          findings);
    }
  }

  private final DumpFiles files;
  private final DumpSpec spec;
  private final Plan plan;
  private final @Nullable SkippedRecords skipped;
  private @Nullable BlockSource blocks;

  /** The first block, if it was needed before the dump is scored. */
  private @Nullable BlockTask first;

  private int opened;
  private boolean anyBlock;

  /** A source that closes the files. */
  public RecordSource(DumpFiles files, DumpSpec spec, Plan plan) {
    this.files = files;
    this.spec = spec;
    this.plan = plan;
    skipped = spec.skipsErrors() ? new SkippedRecords(files.paths(), spec.maxErrors()) : null;
  }

  /** The same source with one more note. */
  public RecordSource withNote(Message note) {
    List<Message> notes = new ArrayList<>(plan.notes());
    notes.add(note);
    return new RecordSource(files, spec, plan.withNotes(notes));
  }

  @Override
  public DumpFormat format() {
    return plan.format();
  }

  @Override
  public List<Message> notes() {
    List<Message> notes = new ArrayList<>(files.notes());
    notes.addAll(plan.notes());
    return notes;
  }

  @Override
  public List<Message> findings() {
    List<Message> findings = new ArrayList<>(plan.findings().messages());
    findings.addAll(skipped == null ? List.of() : skipped.findings());
    return findings;
  }

  @Override
  public void checkErrors() {
    if (skipped != null) {
      skipped.check();
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> known = plan.metrics();
    return known == null ? suggested() : known;
  }

  @Override
  public List<RecordedMetric> recorded() {
    return plan.recorded();
  }

  @Override
  public Optional<Message> reasonForNoItems() {
    return Optional.ofNullable(plan.reasonForNoItems());
  }

  /** Metrics of choices, or of log-probs alone, if that is what the first record has. */
  private List<Metric> suggested() {
    if (first == null && opened == 0) {
      first = kept(open().next());
    }
    if (first == null) {
      return List.of();
    }
    GroupKeys keys = new GroupKeys(spec.by());
    BatchLimits one = skipped == null ? BatchLimits.DEFAULT.withBatchItems(1) : BatchLimits.DEFAULT;
    SkippedRecords forgotten =
        skipped == null ? null : new SkippedRecords(files.paths(), spec.maxErrors());
    try (WorkerContext worker = new WorkerContext(one, keys, Kernels.select())) {
      SequenceBatch record = new RecordTask(plan, first, forgotten).load(worker);
      if (record.items() == 0) {
        return List.of();
      }
      if (record.choices() != null) {
        return DefaultMetrics.CHOICES.metrics();
      }
      boolean alone = record.logprobs() != null && !record.hasReference(0);
      return alone ? DefaultMetrics.LOGPROBS.metrics() : List.of();
    } catch (MalformedDumpException | LimitExceededException e) {
      return List.of(); // The error is thrown again when the dump is scored.
    } finally {
      plan.findings().clear(); // The first record is read again, too.
    }
  }

  /** The same block, read into memory of its own, to be read again. */
  private static @Nullable BlockTask kept(@Nullable BlockTask task) {
    if (task == null) {
      return null;
    }
    RecordBlock block = task.read(new BlockBuffer());
    return new BlockTask() {
      @Override
      public RecordBlock read(BlockBuffer buffer) {
        return block;
      }

      @Override
      public long recordsBefore() {
        return task.recordsBefore();
      }
    };
  }

  @Override
  public List<String> keyNames() {
    return spec.by();
  }

  @Override
  public @Nullable BatchTask next() {
    while (blocks != null || opened < files.paths().size()) {
      BlockSource current = blocks == null ? open() : blocks;
      BlockTask next = first == null ? current.next() : first;
      first = null;
      if (next != null) {
        anyBlock = true;
        return new RecordTask(plan, next, skipped);
      }
      if (!anyBlock) {
        throw MalformedDumpException.noRecords(files.paths().get(opened - 1).toString());
      }
      current.close();
      blocks = null;
    }
    return null;
  }

  private BlockSource open() {
    DumpInput input = files.open(opened++);
    anyBlock = false;
    blocks = plan.blocks().apply(input);
    return blocks;
  }

  @Override
  public double progress() {
    double current = blocks == null ? 0 : blocks.progress();
    double done = blocks == null ? opened : opened - 1;
    return (done + current) / files.paths().size();
  }

  @Override
  public void close() {
    files.close();
    if (blocks != null) {
      blocks.close();
    }
  }
}
