// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.stm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.LineSplitter;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.lines.TranscriptReader;
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
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Segments in the order of the stm file, each with the words of the ctm file whose midpoint lies in
 * it; a word between segments belongs to the next one of its channel, or to the last. Words in a
 * segment of {@code IGNORE_TIME_SEGMENT_IN_SCORING} are dropped with it.
 */
final class StmSource implements DumpSource {
  private static final String IGNORED = "IGNORE_TIME_SEGMENT_IN_SCORING";
  private static final String CTM = "file channel begin duration word [confidence]";
  private static final String STM = "file channel speaker begin end [<label>] words";
  private static final int KEPT_BYTES = 128;

  private final DumpFormat format;
  private final DumpSpec spec;
  private final BatchLimits limits;
  private final List<Segment> segments = new ArrayList<>();
  private final TimedWords words = new TimedWords();
  private long kept;
  private int next;

  /** Reads both files. */
  StmSource(DumpFormat format, DumpSpec spec, BatchLimits limits) {
    this.format = format;
    this.spec = spec;
    this.limits = limits;
    String references = requireNonNull(spec.text(Field.REFERENCE));
    String predictions = requireNonNull(spec.text(Field.PREDICTION));
    lines(references, 5, 6, STM, line -> segments.add(Segment.of(line)));
    lines(predictions, 5, 6, CTM, words::add);
    if (segments.isEmpty()) {
      throw MalformedDumpException.noRecords(references);
    }
    Set<String> ids = new HashSet<>();
    for (Segment segment : segments) {
      if (!ids.add(segment.id())) {
        throw segment.line().malformed("segment \"" + segment.id() + "\" occurs twice");
      }
    }
    words.assign(segments, references);
    segments.removeIf(segment -> segment.text().equals(IGNORED));
  }

  private void lines(
      String file, int least, int most, String layout, Consumer<TimedLine> consumer) {
    DumpInput input = DumpInput.open(Path.of(file), spec.limits());
    try (LineSplitter splitter = LineSplitter.of(input, spec.limits(), limits)) {
      for (RecordBlock block = splitter.next(); block != null; block = splitter.next()) {
        for (int index = 0; index < block.count(); index++) {
          TimedLine line = TimedLine.of(block, index, least, most, layout);
          if (line != null) {
            keep(line, block.ends()[index] - block.starts()[index]);
            consumer.accept(line);
          }
        }
      }
    }
  }

  private void keep(TimedLine line, int bytes) {
    kept += KEPT_BYTES + 2L * bytes;
    if (kept > limits.keptBytes()) {
      throw new LimitExceededException(
          line.source(),
          line.record(),
          line.offset(),
          Limit.KEPT_BYTES,
          "words and segments of more than " + limits.keptBytes() + " bytes");
    }
  }

  @Override
  public DumpFormat format() {
    return format;
  }

  @Override
  public List<Message> notes() {
    return words.notes();
  }

  @Override
  public List<String> keyNames() {
    return spec.by();
  }

  @Override
  public @Nullable BatchTask next() {
    if (next == segments.size()) {
      return null;
    }
    int end = Math.min(segments.size(), next + Math.min(limits.batchItems(), 1 << 10));
    List<Utterance> utterances = new ArrayList<>();
    for (Segment segment : segments.subList(next, end)) {
      utterances.add(utterance(segment));
    }
    next = end;
    return worker -> load(utterances, worker);
  }

  private static Utterance utterance(Segment segment) {
    TimedLine line = segment.line();
    byte[] text = segment.text().getBytes(UTF_8);
    byte[] found = String.join(" ", segment.words()).getBytes(UTF_8);
    return new Utterance(
        new Line(segment.id(), segment.id(), text, line.source(), line.record(), line.offset()),
        new Line(segment.id(), segment.id(), found, line.source(), line.record(), line.offset()));
  }

  private SequenceBatch load(List<Utterance> utterances, WorkerContext worker) {
    TranscriptReader reader =
        worker.state(
            TranscriptReader.class, () -> new TranscriptReader(spec, Markup.OPTIONAL_WORDS));
    return reader.read(utterances, worker.appender());
  }

  @Override
  public double progress() {
    return segments.isEmpty() ? 1 : (double) next / segments.size();
  }

  @Override
  public void close() {
    segments.clear();
  }
}
