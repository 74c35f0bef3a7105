package dev.sundog.dump.preset;

import dev.sundog.dump.record.FieldReader.DefaultPaths;

/** Where tools' records hold what is read. */
public final class Presets {
  /** Outputs of vLLM: the prompt's log-probs. */
  public static final DefaultPaths VLLM =
      new DefaultPaths("outputs.0.text", "reference", "prompt_logprobs", "request_id", true);

  /** OpenAI's batches of chats; requests that failed have no prediction. */
  public static final DefaultPaths OPENAI_CHAT =
      new DefaultPaths(
          "response.body.choices.0.message.content",
          "reference",
          "response.body.choices.0.logprobs.content",
          "custom_id",
          true);

  /** OpenAI's batches of completions; requests that failed have no prediction. */
  public static final DefaultPaths OPENAI_COMPLETIONS =
      new DefaultPaths(
          "response.body.choices.0.text",
          "reference",
          "response.body.choices.0.logprobs.token_logprobs",
          "custom_id",
          true);

  private Presets() {}
}
