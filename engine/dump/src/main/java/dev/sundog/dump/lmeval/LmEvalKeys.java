// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lmeval;

import dev.sundog.dump.record.FileKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Model and task of a sample file, by the results file beside it, its folder and its name. */
final class LmEvalKeys {
  private static final Pattern SAMPLES =
      Pattern.compile("samples_(.+)_(\\d{4}-\\d{2}-\\d{2}T[^_]*?)\\.jsonl(?:\\.gz|\\.zst)?");
  private static final Pattern PRETRAINED = Pattern.compile("(?:^|.*,)pretrained=([^,]+).*");

  private LmEvalKeys() {}

  /** The keys of a file; a model or task that is not known is null. */
  static FileKeys of(Path samples) {
    Matcher name = SAMPLES.matcher(String.valueOf(samples.getFileName()));
    if (!name.matches()) {
      return FileKeys.UNKNOWN;
    }
    String model = ofResults(samples.resolveSibling("results_" + name.group(2) + ".json"));
    return new FileKeys(model == null ? ofFolder(samples) : model, name.group(1));
  }

  private static @Nullable String ofResults(Path results) {
    if (!Files.isRegularFile(results)) {
      return null;
    }
    try {
      JsonNode root = JsonMapper.shared().readTree(results);
      String named = root.path("model_name").asString("");
      Matcher loaded = PRETRAINED.matcher(root.path("config").path("model_args").asString(""));
      return !named.isEmpty() ? named : loaded.matches() ? loaded.group(1) : null;
    } catch (JacksonException e) {
      return null; // The folder's name is used; notes report a results file that can't be read.
    }
  }

  /** lm-eval writes a model's slashes as two underscores. */
  private static @Nullable String ofFolder(Path samples) {
    Path folder = samples.toAbsolutePath().getParent();
    String name = folder == null ? "" : String.valueOf(folder.getFileName());
    return name.contains("__") ? name.replace("__", "/") : null;
  }
}
