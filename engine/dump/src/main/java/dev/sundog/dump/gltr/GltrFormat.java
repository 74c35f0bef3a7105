// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.gltr;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.json.JsonSplitter;
import dev.sundog.dump.record.FileKeys;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.record.RecordSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.DefaultMetrics;
import java.util.Set;

/** Analyses of GLTR: rank and probability of every token of a text, one JSON document per file. */
public final class GltrFormat implements DumpFormat {
  @Override
  public String name() {
    return "gltr";
  }

  @Override
  public Match recognize(DumpHead head) {
    boolean found =
        head.isJson()
            && head.text().contains("\"bpe_strings\"")
            && head.text().contains("\"result\"");
    return found ? Match.YES : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return Set.of(Field.BY);
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    int recordBytes = spec.limits().recordBytes();
    return new RecordSource(
        files,
        spec,
        RecordSource.Plan.of(
                this,
                input ->
                    BlockSource.ahead(
                        new JsonSplitter(input, null, 1, BlockSplitter.CHUNK_BYTES, recordBytes)),
                FileKeys.reading(
                    files.paths(),
                    spec,
                    file -> FileKeys.UNKNOWN,
                    own -> RecordReader.ofBlocks(() -> new GltrReader(own))))
            .withNotes(FileKeys.UNKNOWN.notes(spec))
            .withMetrics(DefaultMetrics.GUESSES.metrics()));
  }
}
