package dev.sundog.dump.lines;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.LineSplitter;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.lines.TranscriptReader.Line;
import dev.sundog.dump.lines.TranscriptReader.Utterance;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Transcripts of NIST's sclite: {@code text (utterance-id)} a line, empty lines and those that
 * begin with {@code ;;} left out. Predictions are read first and kept; references come in their
 * order, each with the prediction of its id, or none.
 */
public final class TranscriptSource implements DumpSource {
  private static final int KEPT_BYTES = 128;

  private final DumpSpec options;
  private final Map<String, Line> predictions = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final LineSplitter references;
  private final String referenceName;

  /** Reads the predictions and opens the references. */
  public TranscriptSource(DumpSpec options, BatchLimits limits) {
    this.options = options;
    String prediction = options.prediction();
    String reference = options.reference();
    if (prediction == null || reference == null) {
      throw new IllegalArgumentException(
          "--format trn needs the files of predictions and of references");
    }
    TranscriptReader.check(options);
    try (LineSplitter framer = LineSplitter.of(open(prediction), options.limits(), limits)) {
      long kept = 0;
      for (RecordBlock frame = framer.next(); frame != null; frame = framer.next()) {
        for (Line line : TranscriptReader.lines(frame)) {
          if (predictions.putIfAbsent(line.key(), line) != null) {
            throw line.malformed("'" + line.id() + "' stands twice");
          }
          kept += KEPT_BYTES + 2L * line.id().length() + line.text().length;
          if (kept > limits.keptBytes()) {
            throw new LimitExceededException(
                line.source(),
                line.record(),
                line.offset(),
                Limit.KEPT_BYTES,
                "predictions of more than " + limits.keptBytes() + " bytes");
          }
        }
      }
    }
    referenceName = reference;
    references = LineSplitter.of(open(reference), options.limits(), limits);
  }

  private DumpInput open(String file) {
    return DumpInput.open(Path.of(file), options.limits());
  }

  @Override
  public DumpFormat format() {
    return DumpFormat.TRN;
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public List<String> keyNames() {
    return options.by();
  }

  @Override
  public @Nullable BatchTask next() {
    RecordBlock frame = references.next();
    if (frame == null) {
      checkEnd();
      return null;
    }
    List<Utterance> utterances = new ArrayList<>();
    for (Line reference : TranscriptReader.lines(frame)) {
      if (!seen.add(reference.key())) {
        throw reference.malformed("'" + reference.id() + "' stands twice");
      }
      utterances.add(new Utterance(reference, predictions.remove(reference.key())));
    }
    return worker -> load(utterances, worker);
  }

  private void checkEnd() {
    for (Line left : predictions.values()) {
      throw left.malformed("'" + left.id() + "' is not in " + referenceName);
    }
    if (seen.isEmpty()) {
      throw MalformedDumpException.noRecords(referenceName);
    }
  }

  private SequenceBatch load(List<Utterance> utterances, WorkerContext worker) {
    TranscriptReader reader =
        worker.state(TranscriptReader.class, () -> new TranscriptReader(options));
    return reader.read(utterances, worker.appender());
  }

  @Override
  public double progress() {
    return references.progress();
  }

  @Override
  public void close() {
    references.close();
  }
}
