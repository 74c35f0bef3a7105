// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lines;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.Set;

/**
 * Transcripts of NIST's sclite, joined by utterance. Fields name the files; a dump that is named
 * besides is the file of predictions. Never detected.
 */
public final class TranscriptFormat implements DumpFormat {
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
    DumpSpec named = TextFormat.withPredictions(files.paths(), spec);
    if (named.text(Field.PREDICTION) == null || named.text(Field.REFERENCE) == null) {
      throw SettingException.of(
          "format trn needs a file of predictions and one of references. Set {} and {} to them",
          Field.PREDICTION,
          Field.REFERENCE);
    }
    TextFormat.checkKeys(named);
    return new TranscriptSource(this, named, limits);
  }
}
