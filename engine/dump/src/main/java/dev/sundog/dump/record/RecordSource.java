package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records of files one after the other: framed by whoever asks, parsed by the workers. */
public final class RecordSource implements DumpSource {
  /**
   * How the files of a dump are read.
   *
   * @param format what they are
   * @param notes what a user should be told
   * @param metrics what their tool scored them with
   * @param framing cuts a file into frames and closes it
   * @param reading readers of the records of a file, by its name, one per worker
   */
  public record Plan(
      DumpFormat format,
      List<String> notes,
      List<Metric> metrics,
      Function<DumpInput, BlockSplitter> framing,
      Function<String, Supplier<RecordReader>> reading) {}

  /** A worker's reader and cursor, and the supplier of the reader, the same for similar files. */
  private record Parser(Supplier<RecordReader> reading, RecordReader reader, JsonCursor cursor) {}

  /** What choices between answers are scored with where no tool says. */
  private static final List<Metric> CHOICE_METRICS =
      Metrics.named(
          List.of("acc", "acc_norm", "multiple_choice_grade", "brier_score", "choice_log_loss"));

  /** What log-probs are scored with where there is nothing to hold predictions against. */
  public static final List<Metric> LOGPROB_METRICS =
      Metrics.named(List.of("logprob_mean", "perplexity"));

  private final List<Path> files;
  private final DumpSpec options;
  private final Plan plan;
  private @Nullable DumpInput first;
  private @Nullable BlockSplitter framer;

  /** The first records, where they were looked at before the dump is scored. */
  private @Nullable RecordBlock frame;

  private int opened;
  private boolean anyFrame;

  /** Files of which the first is open already. */
  public RecordSource(DumpInput first, List<Path> files, DumpSpec options, Plan plan) {
    this.first = first;
    this.files = List.copyOf(files);
    this.options = options;
    this.plan = plan;
  }

  @Override
  public DumpFormat format() {
    return plan.format();
  }

  @Override
  public List<String> notes() {
    return plan.notes();
  }

  @Override
  public List<Metric> metrics() {
    return switch (plan.format()) {
      case JSONL, JSON, OPENAI_BATCH, VLLM -> ofFirstRecord();
      default -> plan.metrics();
    };
  }

  /** Those of choices, or of log-probs alone, if that is what the dump begins with. */
  private List<Metric> ofFirstRecord() {
    if (frame == null && opened == 0) {
      frame = open().next();
    }
    if (frame == null) {
      return List.of();
    }
    GroupKeys keys = new GroupKeys(options.by());
    try (WorkerContext worker = new WorkerContext(BatchLimits.DEFAULT, keys, Kernels.select())) {
      SequenceBatch record = load(frame, 1, worker);
      if (record.choices() != null) {
        return CHOICE_METRICS;
      }
      boolean alone = record.logprobs() != null && !record.hasReference(0);
      return alone ? LOGPROB_METRICS : List.of();
    } catch (MalformedDumpException | LimitExceededException e) {
      return List.of(); // It is met again, and told, when the dump is scored.
    }
  }

  @Override
  public List<String> keyNames() {
    return options.by();
  }

  @Override
  public @Nullable BatchTask next() {
    while (framer != null || opened < files.size()) {
      BlockSplitter current = framer == null ? open() : framer;
      RecordBlock next = frame == null ? current.next() : frame;
      frame = null;
      if (next != null) {
        anyFrame = true;
        return worker -> load(next, next.count(), worker);
      }
      if (!anyFrame) {
        throw MalformedDumpException.noRecords(files.get(opened - 1).toString());
      }
      current.close();
      framer = null;
    }
    return null;
  }

  private BlockSplitter open() {
    DumpInput input = first == null ? DumpInput.open(files.get(opened), options.limits()) : first;
    first = null;
    opened++;
    anyFrame = false;
    framer = plan.framing().apply(input);
    return framer;
  }

  private SequenceBatch load(RecordBlock frame, int records, WorkerContext worker) {
    Supplier<RecordReader> reading = plan.reading().apply(frame.source());
    Parser parser =
        worker.state(
            Parser.class,
            kept -> kept.reading().equals(reading),
            () -> new Parser(reading, reading.get(), new JsonCursor()));
    BatchAppender appender = worker.appender();
    JsonCursor cursor = parser.cursor();
    parser.reader().beginBatch();
    for (int i = 0; i < records; i++) {
      cursor.reset(frame, i);
      if (!cursor.atEnd()) {
        worker.position().set(frame.source(), frame.firstRecord() + i, frame.offset(i));
        parser.reader().read(cursor, appender);
        cursor.end();
      }
    }
    return appender.finish();
  }

  @Override
  public double progress() {
    double current = framer == null ? 0 : framer.progress();
    double done = framer == null ? opened : opened - 1;
    return (done + current) / files.size();
  }

  @Override
  public void close() {
    if (first != null) {
      first.close();
    }
    if (framer != null) {
      framer.close();
    }
  }
}
