// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.vllm;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.record.DefaultPaths;
import dev.sundog.dump.record.FieldReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.Set;

/** Outputs of vLLM with the log-probs of the prompt, one JSON object per line. */
public final class VllmFormat implements DumpFormat {
  private static final DefaultPaths PATHS =
      new DefaultPaths("outputs.0.text", "reference", "prompt_logprobs", "request_id", true);

  @Override
  public String name() {
    return "vllm";
  }

  /** vLLM writes no references, so a caller who sets their path still means vLLM's records. */
  @Override
  public Match recognize(DumpHead head) {
    boolean found = head.isJson() && head.firstLine().contains("\"prompt_logprobs\"");
    return found && !head.ownOutputs() ? Match.YES : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return FieldReader.FIELDS;
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    return FieldReader.lines(this, files, PATHS, spec, limits);
  }
}
