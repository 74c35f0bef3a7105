package dev.sundog.dump.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.bytes.Utf8;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.record.GroupReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.text.TextSide;
import dev.sundog.text.Numbers;
import java.util.List;
import java.util.StringTokenizer;

/** Items of lines: each part of an item on a line of its own file. Not thread-safe. */
public final class LineReader {
  /** What a file's lines are. */
  public enum Part {
    /** The model's answers. */
    PREDICTION,
    /** What is right. */
    REFERENCE,
    /** Log-probs in nats with white space between them. */
    LOGPROBS,
    /** Names of the items. */
    ID
  }

  /**
   * Lines of one file.
   *
   * @param part what they are
   * @param frame where they are
   * @param first index of the first in the frame
   */
  public record Lines(Part part, RecordBlock frame, int first) {}

  private final TextSide.Pair texts;
  private final GroupReader groups;

  /** A reader that treats texts as the options say. */
  public LineReader(DumpSpec options) {
    texts = options.texts();
    groups = new GroupReader(options.by().size());
  }

  /**
   * Checks that options make sense for lines.
   *
   * @throws IllegalArgumentException if no file is named, or group keys that lines do not have
   */
  public static void check(DumpSpec options) {
    if (options.prediction() == null && options.logprobs() == null) {
      throw new IllegalArgumentException(
          "--format text needs the file of predictions, of log-probs, or both");
    }
    if (options.choices().given()) {
      throw new IllegalArgumentException("lines of text have no choices");
    }
    for (String by : options.by()) {
      if (!by.equals(DumpSpec.LENGTH)) {
        throw new IllegalArgumentException("lines have no '" + by + "' to group by");
      }
    }
  }

  /** The batch of some lines. */
  public SequenceBatch read(List<Lines> columns, int count, BatchAppender appender) {
    texts.beginBatch();
    for (int line = 0; line < count; line++) {
      int referenceTokens = 0;
      for (Lines lines : columns) {
        RecordBlock frame = lines.frame();
        int index = lines.first() + line;
        appender.position().set(frame.source(), frame.firstRecord() + index, frame.offset(index));
        read(lines.part(), frame, index, appender);
        referenceTokens =
            lines.part() == Part.REFERENCE ? texts.references().tokens() : referenceTokens;
      }
      groups.all(referenceTokens);
      groups.group(appender);
      appender.endItem();
    }
    return appender.finish();
  }

  private void read(Part part, RecordBlock frame, int index, BatchAppender appender) {
    byte[] bytes = frame.bytes();
    int from = frame.starts()[index];
    int to = frame.ends()[index];
    if (to > from && bytes[to - 1] == '\r') {
      to--;
    }
    int unsound = Utf8.unsound(bytes, from, to);
    if (unsound >= 0) {
      throw new MalformedDumpException(
          frame.source(),
          frame.firstRecord() + index,
          frame.offset(index) + unsound - from,
          "this is not UTF-8");
    }
    switch (part) {
      case PREDICTION -> texts.predictions().add(bytes, from, to - from, appender);
      case REFERENCE -> texts.references().add(bytes, from, to - from, appender);
      case LOGPROBS -> logprobs(new String(bytes, from, to - from, UTF_8), appender);
      case ID -> appender.id(bytes, from, to - from);
    }
  }

  private static void logprobs(String line, BatchAppender appender) {
    StringTokenizer numbers = new StringTokenizer(line);
    while (numbers.hasMoreTokens()) {
      appender.logprob(nats(numbers.nextToken(), appender));
    }
    appender.endLogprobs();
  }

  private static float nats(String number, BatchAppender appender) {
    try {
      double value = Numbers.parse(number);
      float nats = (float) value;
      if (Float.isFinite(nats) || !Double.isFinite(value)) {
        return nats;
      }
    } catch (NumberFormatException e) {
      throw appender.position().malformed("log-prob " + e.getMessage());
    }
    throw appender.position().malformed("log-prob " + number + " is beyond the range of float32");
  }
}
