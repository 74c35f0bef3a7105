// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.stm;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.lines.TextFormat;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.Set;

/**
 * Segments of NIST's stm files as references, words of a ctm file as predictions, joined by file,
 * channel and time: a word belongs to the segment in which its midpoint lies. A reference has
 * alternatives and optional words, {@code (uh)}, which may be missing: the edits are those of
 * sclite's option -D, but a word that is missing does not count in the reference's length. Fields
 * name the files; a dump that is named besides is the ctm file. Never detected.
 */
public final class StmFormat implements DumpFormat {
  @Override
  public String name() {
    return "stm";
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
          "format stm needs a ctm file of predictions and an stm file of references. Set {} and {}"
              + " to them",
          Field.PREDICTION,
          Field.REFERENCE);
    }
    TextFormat.checkKeys(named);
    return new StmSource(this, named, limits);
  }
}
