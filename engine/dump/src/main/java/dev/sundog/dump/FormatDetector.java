package dev.sundog.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.spec.DumpSpec;
import java.util.regex.Pattern;

/** Recognises what a file is by its first bytes. */
final class FormatDetector {
  private static final int HEAD_BYTES = 1 << 16;

  /** What OpenAI's batches hold; a text of this name is somebody's own. */
  private static final Pattern BATCH_RESPONSE = Pattern.compile("\"response\"\\s*:\\s*(\\{|null)");

  private FormatDetector() {}

  /**
   * The format of a file that is no native dump. A file whose paths the user says is no preset's;
   * but what OpenAI and vLLM write holds no references, so those may be said.
   *
   * @throws MalformedDumpException if it is none that can be recognised
   */
  static DumpFormat detect(DumpInput input, DumpSpec options) {
    byte[] head = input.peek(HEAD_BYTES);
    int begin = 0;
    while (begin < head.length && head[begin] <= ' ' && head[begin] >= 0) {
      begin++;
    }
    if (begin == head.length) {
      throw MalformedDumpException.noRecords(input.name());
    }
    if (new String(head, 0, Math.min(head.length, 6), ISO_8859_1).equals("\u0093NUMPY")) {
      throw new MalformedDumpException(
          input.name(), 0, 0, "logits are read where they stand: inflate the file first");
    }
    if (head[begin] != '{' && head[begin] != '[') {
      throw new MalformedDumpException(
          input.name(), 0, input.offset() + begin, ForeignFormat.reason(input.name(), head));
    }
    String text = new String(head, begin, head.length - begin, ISO_8859_1);
    int lineEnd = text.indexOf('\n');
    String first = lineEnd < 0 ? text : text.substring(0, lineEnd);
    boolean pathsGiven =
        options.prediction() != null || options.logprobs() != null || options.choices().given();
    DumpFormat preset = pathsGiven ? DumpFormat.AUTO : preset(text, first);
    boolean found =
        switch (preset) {
          case AUTO -> false;
          case OPENAI_BATCH, VLLM -> true;
          default -> options.reference() == null;
        };
    if (found) {
      return preset;
    }
    if (options.records() != null || head[begin] == '[') {
      return DumpFormat.JSON;
    }
    return firstLineGoesOn(head, begin) ? DumpFormat.JSON : DumpFormat.JSONL;
  }

  /** The tool that wrote a file, or {@link DumpFormat#AUTO} if it is none that is known. */
  private static DumpFormat preset(String text, String first) {
    if (first.contains("\"doc_id\"") && first.contains("\"filtered_resps\"")) {
      return DumpFormat.LM_EVAL;
    }
    if (first.contains("\"custom_id\"") && BATCH_RESPONSE.matcher(first).find()) {
      return DumpFormat.OPENAI_BATCH;
    }
    if (first.contains("\"prompt_logprobs\"")) {
      return DumpFormat.VLLM;
    }
    boolean scores = text.contains("\"instance_id\"") && text.contains("\"stats\"");
    if (text.contains("\"adapter_spec\"") || (text.charAt(0) == '[' && scores)) {
      return DumpFormat.HELM;
    }
    return text.contains("\"bpe_strings\"") && text.contains("\"result\"")
        ? DumpFormat.GLTR
        : DumpFormat.AUTO;
  }

  /** Whether the first line is the beginning of something larger rather than a record. */
  private static boolean firstLineGoesOn(byte[] head, int begin) {
    int end = begin;
    while (end < head.length && head[end] != '\n') {
      end++;
    }
    if (end == head.length) {
      return false;
    }
    JsonCursor cursor = new JsonCursor();
    cursor.reset(head, begin, end, "", 1, 0);
    try {
      cursor.skip();
      return false;
    } catch (MalformedDumpException e) {
      int last = end - 1;
      while (head[last] <= ' ' && head[last] >= 0) {
        last--;
      }
      return head[last] == '{' || head[last] == '[' || head[last] == ',';
    }
  }
}
