// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.kaldi;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.bytes.Utf8;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.lines.TranscriptReader.Line;
import dev.sundog.dump.lines.TranscriptSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Kaldi's {@code text} files, {@code utterance-id words …} a line in any order, joined by the first
 * word. A line of an id alone is an empty transcript. Blank lines are skipped. Fields name the
 * files; a dump that is named besides is the file of predictions. Never detected.
 */
public final class KaldiFormat implements DumpFormat {
  private static final TranscriptSource.Style STYLE =
      new TranscriptSource.Style(KaldiFormat::lines, false);

  @Override
  public String name() {
    return "kaldi";
  }

  @Override
  public Match recognize(DumpHead head) {
    return Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return Field.union(Field.TEXT_RULES, Set.of(Field.PREDICTION, Field.REFERENCE, Field.BY));
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    return TranscriptSource.open(this, files, spec, limits, STYLE);
  }

  private static List<Line> lines(RecordBlock block) {
    List<Line> lines = new ArrayList<>();
    for (int record = 0; record < block.count(); record++) {
      byte[] bytes = block.bytes();
      int from = block.starts()[record];
      int to = block.ends()[record];
      while (from < to && blank(bytes[from])) {
        from++;
      }
      while (to > from && blank(bytes[to - 1])) {
        to--;
      }
      if (from < to) {
        lines.add(line(block, record, from, to));
      }
    }
    return lines;
  }

  private static boolean blank(byte c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private static Line line(RecordBlock block, int record, int from, int to) {
    byte[] bytes = block.bytes();
    long number = block.firstRecord() + record;
    int invalid = Utf8.firstInvalid(bytes, from, to);
    if (invalid >= 0) {
      throw new MalformedDumpException(
          block.source(), number, block.base() + invalid, "this is not UTF-8");
    }
    int end = from;
    while (end < to && !blank(bytes[end])) {
      end++;
    }
    String id = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    while (end < to && blank(bytes[end])) {
      end++;
    }
    byte[] text = Arrays.copyOfRange(bytes, end, to);
    return new Line(id, id, text, block.source(), number, block.offset(record));
  }
}
