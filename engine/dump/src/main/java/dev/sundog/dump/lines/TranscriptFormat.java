// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lines;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.Set;

/**
 * Transcripts of NIST's sclite, {@code text (utterance-id)} a line, joined by utterance whatever
 * the case of the ids' letters. Empty lines and those that begin with {@code ;;} are skipped.
 * Fields name the files; a dump that is named besides is the file of predictions. Never detected.
 */
public final class TranscriptFormat implements DumpFormat {
  private static final TranscriptSource.Style STYLE =
      new TranscriptSource.Style(TranscriptReader::lines, true);

  @Override
  public String name() {
    return "trn";
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
}
