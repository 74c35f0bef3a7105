package dev.sundog.dump.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchBuilder;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.DumpOptions;
import dev.sundog.dump.input.Frame;
import dev.sundog.dump.text.TextSide;
import dev.sundog.dump.text.Utf8;
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
  public record Lines(Part part, Frame frame, int first) {}

  private final TextSide.Pair texts;
  private final GroupReader groups;

  /** A reader that treats texts as the options say. */
  public LineReader(DumpOptions options) {
    texts = options.texts();
    groups = new GroupReader(options.by().size());
  }

  /**
   * Checks that options make sense for lines.
   *
   * @throws IllegalArgumentException if no file is named, or group keys that lines do not have
   */
  public static void check(DumpOptions options) {
    if (options.prediction() == null && options.logprobs() == null) {
      throw new IllegalArgumentException(
          "--format text needs the file of predictions, of log-probs, or both");
    }
    if (options.choices().given()) {
      throw new IllegalArgumentException("lines of text have no choices");
    }
    for (String by : options.by()) {
      if (!by.equals(DumpOptions.LENGTH)) {
        throw new IllegalArgumentException("lines have no '" + by + "' to group by");
      }
    }
  }

  /** The batch of some lines. */
  public SequenceBatch read(List<Lines> columns, int count, BatchBuilder builder) {
    texts.beginBatch();
    for (int line = 0; line < count; line++) {
      int referenceTokens = 0;
      for (Lines lines : columns) {
        Frame frame = lines.frame();
        int index = lines.first() + line;
        builder.at(frame.source(), frame.firstRecord() + index, frame.offset(index));
        read(lines.part(), frame, index, builder);
        referenceTokens =
            lines.part() == Part.REFERENCE ? texts.references().tokens() : referenceTokens;
      }
      groups.all(referenceTokens);
      groups.group(builder);
      builder.endItem();
    }
    return builder.finish();
  }

  private void read(Part part, Frame frame, int index, BatchBuilder builder) {
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
      case PREDICTION -> texts.predictions().add(bytes, from, to - from, builder);
      case REFERENCE -> texts.references().add(bytes, from, to - from, builder);
      case LOGPROBS -> logprobs(new String(bytes, from, to - from, UTF_8), builder);
      case ID -> builder.id(bytes, from, to - from);
    }
  }

  private static void logprobs(String line, BatchBuilder builder) {
    StringTokenizer numbers = new StringTokenizer(line);
    while (numbers.hasMoreTokens()) {
      String number = numbers.nextToken();
      boolean impossible = number.equals("-inf") || number.equals("-Infinity");
      builder.logprob(impossible ? Float.NEGATIVE_INFINITY : nats(number, builder));
    }
    builder.endLogprobs();
  }

  private static float nats(String number, BatchBuilder builder) {
    try {
      float nats = (float) Double.parseDouble(number);
      if (!Float.isInfinite(nats)) {
        return nats;
      }
    } catch (NumberFormatException e) {
      throw builder.malformed("'" + number + "' is no log-prob");
    }
    throw builder.malformed(number + " is beyond the range of float32");
  }
}
