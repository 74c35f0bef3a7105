// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lines;

import static java.util.Objects.requireNonNull;

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
import dev.sundog.dump.spec.Field;
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
final class TranscriptSource implements DumpSource {
  private static final int KEPT_BYTES = 128;

  private final DumpFormat format;
  private final DumpSpec spec;
  private final Map<String, Line> predictions = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final LineSplitter references;
  private final String referenceName;

  /** Reads the predictions and opens the references. */
  TranscriptSource(DumpFormat format, DumpSpec spec, BatchLimits limits) {
    this.format = format;
    this.spec = spec;
    referenceName = requireNonNull(spec.text(Field.REFERENCE));
    String prediction = requireNonNull(spec.text(Field.PREDICTION));
    try (LineSplitter splitter = LineSplitter.of(open(prediction), spec.limits(), limits)) {
      long kept = 0;
      for (RecordBlock block = splitter.next(); block != null; block = splitter.next()) {
        for (Line line : TranscriptReader.lines(block)) {
          if (predictions.putIfAbsent(line.key(), line) != null) {
            throw line.malformed("'" + line.id() + "' occurs twice");
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
    references = LineSplitter.of(open(referenceName), spec.limits(), limits);
  }

  private DumpInput open(String file) {
    return DumpInput.open(Path.of(file), spec.limits());
  }

  @Override
  public DumpFormat format() {
    return format;
  }

  @Override
  public List<String> keyNames() {
    return spec.by();
  }

  @Override
  public @Nullable BatchTask next() {
    RecordBlock block = references.next();
    if (block == null) {
      checkEnd();
      return null;
    }
    List<Utterance> utterances = new ArrayList<>();
    for (Line reference : TranscriptReader.lines(block)) {
      if (!seen.add(reference.key())) {
        throw reference.malformed("'" + reference.id() + "' occurs twice");
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
        worker.state(TranscriptReader.class, () -> new TranscriptReader(spec));
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
