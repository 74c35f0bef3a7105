package dev.sundog.dump.format;

import dev.sundog.text.Named;
import java.util.List;
import java.util.Locale;

/** What a dump is made of, and which tool wrote it. */
public enum DumpFormat {
  /** Recognised by its content. */
  AUTO,
  /** One JSON object a line. */
  JSONL,
  /** One JSON document with an array of records somewhere in it. */
  JSON,
  /** Plain files whose lines belong together by number. */
  TEXT,
  /** Transcripts of NIST's sclite, joined by utterance. */
  TRN,
  /** Sundog's own mapped dump. */
  SDOG,
  /** An array of NumPy: rows of logits. */
  NPY,
  /** Tensors of safetensors, of which one is rows of logits. */
  SAFETENSORS,
  /** Sample files of lm-evaluation-harness. */
  LM_EVAL,
  /** Scenario states, per-instance statistics and displayed predictions of HELM. */
  HELM,
  /** Results of OpenAI's batches: completions or chat, one a line. */
  OPENAI_BATCH,
  /** Outputs of vLLM with the log-probs of the prompt. */
  VLLM,
  /** Analyses of GLTR: rank and probability of every token of a text. */
  GLTR;

  /** Whether predictions and references are files of their own, which paths name. */
  public boolean inParts() {
    return this == TEXT || this == TRN;
  }

  /** The format's name on the command line, e.g. {@code lm-eval}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException if there is none, with the names there are
   */
  public static DumpFormat named(String label) {
    return Named.find("format", label, List.of(values()), DumpFormat::label);
  }
}
