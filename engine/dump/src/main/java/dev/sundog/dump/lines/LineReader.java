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
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.text.TextSide;
import dev.sundog.text.Numbers;
import java.util.List;
import java.util.StringTokenizer;

/** Items of lines: each part of an item on a line of its own file. Not thread-safe. */
public final class LineReader {
  /** The fields that files of lines can hold. */
  static final List<Field> FIELDS =
      List.of(Field.PREDICTION, Field.REFERENCE, Field.LOGPROBS, Field.ID);

  /**
   * Lines of one file.
   *
   * @param field the field that they hold
   * @param block holds them
   * @param first index of the first one in the block
   */
  public record Lines(Field field, RecordBlock block, int first) {}

  private final TextSide.Pair texts;
  private final GroupReader groups;
  private final FirstWords firstWords;
  private long[] predicted = {};
  private long[] referred = {};

  /** A reader that treats texts as a spec says. */
  LineReader(DumpSpec spec, FirstWords firstWords) {
    this.firstWords = firstWords;
    texts = TextSide.Pair.of(spec);
    groups = new GroupReader(spec.by().size());
  }

  /** The batch of some lines. */
  public SequenceBatch read(List<Lines> columns, int count, BatchAppender appender) {
    texts.beginBatch();
    predicted = new long[Math.max(predicted.length, count)];
    referred = new long[predicted.length];
    for (int line = 0; line < count; line++) {
      int referenceTokens = 0;
      for (Lines lines : columns) {
        RecordBlock block = lines.block();
        int index = lines.first() + line;
        appender.position().set(block.source(), block.firstRecord() + index, block.offset(index));
        read(lines.field(), block, index, appender);
        hash(lines.field(), block, index, line);
        referenceTokens =
            lines.field() == Field.REFERENCE ? texts.references().tokens() : referenceTokens;
      }
      groups.all(referenceTokens);
      groups.group(appender);
      appender.endItem();
    }
    if (columns.stream().anyMatch(lines -> lines.field() == Field.PREDICTION)
        && columns.stream().anyMatch(lines -> lines.field() == Field.REFERENCE)) {
      firstWords.add(predicted, referred, count);
    }
    return appender.finish();
  }

  private void hash(Field field, RecordBlock block, int index, int line) {
    if (field == Field.PREDICTION || field == Field.REFERENCE) {
      long[] hashes = field == Field.PREDICTION ? predicted : referred;
      hashes[line] = FirstWords.hash(block.bytes(), block.starts()[index], block.ends()[index]);
    }
  }

  private void read(Field field, RecordBlock block, int index, BatchAppender appender) {
    byte[] bytes = block.bytes();
    int from = block.starts()[index];
    int to = block.ends()[index];
    if (to > from && bytes[to - 1] == '\r') {
      to--;
    }
    int unsound = Utf8.firstInvalid(bytes, from, to);
    if (unsound >= 0) {
      throw new MalformedDumpException(
          block.source(),
          block.firstRecord() + index,
          block.offset(index) + unsound - from,
          "this is not UTF-8");
    }
    switch (field) {
      case PREDICTION -> texts.predictions().add(bytes, from, to - from, appender);
      case REFERENCE -> texts.references().add(bytes, from, to - from, appender);
      case LOGPROBS -> logprobs(new String(bytes, from, to - from, UTF_8), appender);
      default -> appender.id(bytes, from, to - from);
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
