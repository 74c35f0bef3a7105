// SPDX-License-Identifier: Apache-2.0
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Items of transcripts. Where the format has alternatives, a reference with them is several
 * references. Not thread-safe.
 */
public final class TranscriptReader {
  /**
   * A line of a file.
   *
   * @param id the utterance's id as it is written
   * @param key what joins lines
   * @param text the transcript, UTF-8
   * @param source name of the file
   * @param record number of the line, from 1
   * @param offset of the line in the file, in bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Line(String id, String key, byte[] text, String source, long record, long offset) {
    /** An error in this line. */
    public MalformedDumpException malformed(String reason) {
      return new MalformedDumpException(source, record, offset, reason);
    }
  }

  /** What in a reference stands for several texts. */
  public enum Markup {
    /** Nothing. */
    NONE,
    /** Braces with alternatives. */
    ALTERNATIVES,
    /** Braces with alternatives, and words in parentheses, which may be missing. */
    OPTIONAL_WORDS
  }

  /** A reference, and what was predicted of it, if anything. */
  public record Utterance(Line reference, @Nullable Line prediction) {}

  private final TextSide.Pair texts;
  private final GroupReader groups;
  private final Markup markup;

  /**
   * A reader that treats texts as a spec says.
   *
   * @param markup what stands for several texts
   */
  public TranscriptReader(DumpSpec spec, Markup markup) {
    this.markup = markup;
    texts = TextSide.Pair.of(spec);
    groups = new GroupReader(spec.by().size());
  }

  /**
   * The lines of a block that are transcripts.
   *
   * @throws MalformedDumpException if a line does not end in an id, or is not UTF-8
   */
  public static List<Line> lines(RecordBlock block) {
    List<Line> lines = new ArrayList<>();
    byte[] bytes = block.bytes();
    for (int index = 0; index < block.count(); index++) {
      int from = block.starts()[index];
      int end = block.ends()[index];
      while (from < end && blank(bytes[from])) {
        from++;
      }
      while (end > from && blank(bytes[end - 1])) {
        end--;
      }
      boolean comment = end - from > 1 && bytes[from] == ';' && bytes[from + 1] == ';';
      if (end > from && !comment) {
        lines.add(line(block, index, from, end));
      }
    }
    return lines;
  }

  private static boolean blank(byte c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private static Line line(RecordBlock block, int index, int from, int end) {
    byte[] bytes = block.bytes();
    long record = block.firstRecord() + index;
    long offset = block.offset(index);
    int unsound = Utf8.firstInvalid(bytes, from, end);
    if (unsound >= 0) {
      throw new MalformedDumpException(
          block.source(), record, offset + unsound - block.starts()[index], "this is not UTF-8");
    }
    int open = end - 1;
    while (open > from && bytes[open] != '(') {
      open--;
    }
    String id = new String(bytes, open + 1, Math.max(0, end - open - 2), UTF_8).strip();
    if (bytes[open] != '(' || bytes[end - 1] != ')' || id.isEmpty()) {
      throw new MalformedDumpException(
          block.source(), record, offset, "the line does not end in '(utterance-id)'");
    }
    while (open > from && blank(bytes[open - 1])) {
      open--;
    }
    String key = id.toLowerCase(Locale.ROOT);
    byte[] text = Arrays.copyOfRange(bytes, from, open);
    return new Line(id, key, text, block.source(), record, offset);
  }

  /**
   * The batch of some utterances.
   *
   * @throws MalformedDumpException if alternatives are not sound, or stand in a prediction
   * @throws dev.sundog.batch.LimitExceededException if alternatives make more texts than an item
   *     may have references
   */
  public SequenceBatch read(List<Utterance> utterances, BatchAppender appender) {
    texts.beginBatch();
    for (Utterance utterance : utterances) {
      if (utterance.prediction() != null) {
        predict(utterance.prediction(), appender);
      }
      Line reference = utterance.reference();
      at(reference, appender);
      byte[] id = reference.id().getBytes(UTF_8);
      appender.id(id, 0, id.length);
      groups.all(refer(reference, appender));
      groups.group(appender);
      appender.endItem();
    }
    return appender.finish();
  }

  private static void at(Line line, BatchAppender appender) {
    appender.position().set(line.source(), line.record(), line.offset());
  }

  private void predict(Line line, BatchAppender appender) {
    at(line, appender);
    if (markup != Markup.NONE && Alternatives.in(new String(line.text(), UTF_8))) {
      throw line.malformed("alternatives are for references: this is a prediction");
    }
    texts.predictions().add(line.text(), 0, line.text().length, appender);
  }

  /** Adds all texts that a line may stand for; tokens of the first. */
  private int refer(Line line, BatchAppender appender) {
    int tokens = 0;
    String text = new String(line.text(), UTF_8);
    List<String> all;
    try {
      all =
          markup == Markup.NONE
              ? List.of(text)
              : Alternatives.of(
                  text, markup == Markup.OPTIONAL_WORDS, appender.limits().itemReferences());
    } catch (IllegalArgumentException e) {
      throw line.malformed("its alternatives can't be read: " + e.getMessage());
    }
    for (int number = 0; number < all.size(); number++) {
      texts.references().add(all.get(number), appender);
      tokens = number == 0 ? texts.references().tokens() : tokens;
    }
    return tokens;
  }
}
