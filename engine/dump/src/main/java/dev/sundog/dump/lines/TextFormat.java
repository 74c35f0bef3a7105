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
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Plain files whose lines belong together by number. Fields name the files; a dump that is named
 * besides is the file of predictions. Never detected: any file has lines.
 */
public final class TextFormat implements DumpFormat {
  @Override
  public String name() {
    return "text";
  }

  @Override
  public Match recognize(DumpHead head) {
    return Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return Field.union(
        Field.TEXT_RULES,
        Set.of(Field.PREDICTION, Field.REFERENCE, Field.LOGPROBS, Field.ID, Field.BY));
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    DumpSpec named = withPredictions(files.paths(), spec);
    if (named.text(Field.PREDICTION) == null && named.text(Field.LOGPROBS) == null) {
      throw SettingException.of(
          "format text needs a file of predictions or of log-probs. Set {} or {} to it",
          Field.PREDICTION,
          Field.LOGPROBS);
    }
    checkKeys(named);
    return new TextSource(this, named, limits);
  }

  /** The spec in which a dump that is named besides is the file of predictions. */
  public static DumpSpec withPredictions(List<Path> files, DumpSpec spec) {
    if (files.isEmpty()) {
      return spec;
    }
    if (files.size() > 1 || spec.text(Field.PREDICTION) != null) {
      throw SettingException.of(
          "formats of lines read one file per field. Name the files by {} and {} only",
          Field.PREDICTION,
          Field.REFERENCE);
    }
    return spec.with(Field.PREDICTION, files.get(0).toString());
  }

  /** Checks that groups are by length only: lines have no other fields. */
  public static void checkKeys(DumpSpec spec) {
    for (String key : spec.by()) {
      if (!key.equals(DumpSpec.LENGTH)) {
        throw SettingException.of(
            "lines have no field \"{}\"; {} can only be {}", key, Field.BY, DumpSpec.LENGTH);
      }
    }
  }
}
