// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.vllm;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.record.DefaultPaths;
import dev.sundog.dump.record.FieldReader;
import dev.sundog.dump.record.RecordSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Outputs of vLLM, one JSON object per line. Log-probs are those of the prompt if the first record
 * has any, else those of the generated tokens.
 */
public final class VllmFormat implements DumpFormat {
  private static final String GENERATED = "outputs.0.logprobs";
  private static final Pattern PROMPT = Pattern.compile("\"prompt_logprobs\"\\s*:\\s*\\[");

  @Override
  public String name() {
    return "vllm";
  }

  /** A caller who sets a path still means vLLM's records: the other paths are the tool's. */
  @Override
  public Match recognize(DumpHead head) {
    if (!head.isJson()) {
      return Match.NO;
    }
    String first = head.firstLine();
    boolean outputs = first.contains("\"request_id\"") && first.contains("\"outputs\"");
    boolean found =
        first.contains("\"prompt_logprobs\"")
            || (outputs && first.contains("\"cumulative_logprob\""));
    return found ? Match.YES : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return FieldReader.FIELDS;
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    boolean prompt = PROMPT.matcher(files.head().firstLine()).find();
    String logprobs = prompt ? "prompt_logprobs" : GENERATED;
    RecordSource source =
        FieldReader.lines(
            this,
            files,
            new DefaultPaths(
                "outputs.0.text", "reference", logprobs, "request_id", true, "outputs"),
            spec,
            limits);
    return prompt && spec.text(Field.LOGPROBS) == null
        ? source.withNote(
            Message.of(
                "reading the log-probs of the prompts; set {} to {} for those of the answers",
                Field.LOGPROBS,
                GENERATED))
        : source;
  }
}
