// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lines;

import static java.util.Objects.requireNonNull;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.LineSplitter;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.lines.TranscriptReader.Line;
import dev.sundog.dump.lines.TranscriptReader.Markup;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Transcripts that are joined by utterance. Predictions are read first and kept; references come in
 * their order, each with the prediction of its id, or none.
 */
public final class TranscriptSource implements DumpSource {
  /**
   * How transcripts are written.
   *
   * @param lines the transcripts of a block
   * @param alternatives whether braces in them hold alternatives
   */
  public record Style(Function<RecordBlock, List<Line>> lines, boolean alternatives) {}

  private static final int KEPT_BYTES = 128;

  private final DumpFormat format;
  private final DumpSpec spec;
  private final Style style;
  private final Map<String, Line> predictions = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final LineSplitter references;
  private final String referenceName;

  /**
   * Opens the two files that a spec names, or a dump besides as the one of predictions.
   *
   * @throws SettingException if one of them is not named
   */
  public static TranscriptSource open(
      DumpFormat format, DumpFiles files, DumpSpec spec, BatchLimits limits, Style style) {
    DumpSpec named = TextFormat.withPredictions(files.paths(), spec);
    if (named.text(Field.PREDICTION) == null || named.text(Field.REFERENCE) == null) {
      throw SettingException.of(
          "format {} needs a file of predictions and one of references. Set {} and {} to them",
          format.name(),
          Field.PREDICTION,
          Field.REFERENCE);
    }
    TextFormat.checkKeys(named);
    return new TranscriptSource(format, named, limits, style);
  }

  /** Reads the predictions and opens the references. */
  private TranscriptSource(DumpFormat format, DumpSpec spec, BatchLimits limits, Style style) {
    this.format = format;
    this.style = style;
    this.spec = spec;
    referenceName = requireNonNull(spec.text(Field.REFERENCE));
    String prediction = requireNonNull(spec.text(Field.PREDICTION));
    try (LineSplitter splitter = LineSplitter.of(open(prediction), spec.limits(), limits)) {
      long kept = 0;
      for (RecordBlock block = splitter.next(); block != null; block = splitter.next()) {
        for (Line line : style.lines().apply(block)) {
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
    for (Line reference : style.lines().apply(block)) {
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
        worker.state(
            TranscriptReader.class,
            () ->
                new TranscriptReader(
                    spec, style.alternatives() ? Markup.ALTERNATIVES : Markup.NONE));
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
