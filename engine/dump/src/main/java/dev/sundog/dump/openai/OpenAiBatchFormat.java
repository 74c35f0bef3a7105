// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.openai;

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
import java.util.regex.Pattern;

/** Results of OpenAI's batch API: completions, chats or responses, one JSON object per line. */
public final class OpenAiBatchFormat implements DumpFormat {
  /** A result's response is an object or null; a text of this name is from someone else. */
  private static final Pattern RESPONSE = Pattern.compile("\"response\"\\s*:\\s*(\\{|null)");

  /** A chat's message is an object; the message of a failed request is a text. */
  private static final Pattern CHAT_MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\\{");

  /** The body of a result of {@code /v1/responses}. */
  private static final Pattern RESPONSE_OBJECT = Pattern.compile("\"object\"\\s*:\\s*\"response\"");

  private static final DefaultPaths CHAT =
      new DefaultPaths(
          "response.body.choices.0.message.content",
          "reference",
          "response.body.choices.0.logprobs.content",
          "custom_id",
          true,
          "response.body.choices");
  private static final DefaultPaths COMPLETIONS =
      new DefaultPaths(
          "response.body.choices.0.text",
          "reference",
          "response.body.choices.0.logprobs.token_logprobs",
          "custom_id",
          true,
          "response.body.choices");

  /** An output is a list of reasoning, calls of tools, and messages. */
  private static final DefaultPaths RESPONSES =
      new DefaultPaths(
          "response.body.output.[type=message].content.[type=output_text].text",
          "reference",
          "response.body.output.[type=message].content.[type=output_text].logprobs",
          "custom_id",
          true,
          "response.body.output");

  @Override
  public String name() {
    return "openai-batch";
  }

  /** A caller who sets a path still means the API's results: the other paths are the API's. */
  @Override
  public Match recognize(DumpHead head) {
    if (!head.isJson()) {
      return Match.NO;
    }
    String first = head.firstLine();
    return first.contains("\"custom_id\"") && RESPONSE.matcher(first).find() ? Match.YES : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return FieldReader.FIELDS;
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    String beginning = files.beginning(0);
    DefaultPaths paths =
        RESPONSE_OBJECT.matcher(beginning).find()
            ? RESPONSES
            : CHAT_MESSAGE.matcher(beginning).find() ? CHAT : COMPLETIONS;
    return FieldReader.lines(this, files, paths, spec, limits);
  }
}
