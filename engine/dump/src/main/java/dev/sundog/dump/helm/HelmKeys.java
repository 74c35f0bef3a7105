// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.helm;

import dev.sundog.dump.record.FileKeys;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Model and task of a file of HELM, by the model that it names and its run's folder, such as {@code
 * mmlu:subject=anatomy,model=openai_gpt2}.
 */
final class HelmKeys {
  private static final Pattern MODEL =
      Pattern.compile("\"adapter_spec\"\\s*:\\s*\\{[^{}]*\"model\"\\s*:\\s*\"([^\"\\\\]+)\"");

  private HelmKeys() {}

  /**
   * The keys of a file; a model or task that is not known is null.
   *
   * @param beginning the first characters of the file
   */
  static FileKeys of(Path file, String beginning) {
    Path folder = file.toAbsolutePath().getParent();
    String name = folder == null ? "" : String.valueOf(folder.getFileName());
    int at = name.indexOf("model=");
    String run = at < 0 ? "" : name.substring(0, at).replaceFirst("[,:]$", "");
    String ofRun = at < 0 ? "" : name.substring(at + "model=".length()).replaceFirst(",.*", "");
    Matcher model = MODEL.matcher(beginning);
    String written =
        model.find() ? model.group(1) : ofRun.isEmpty() ? null : ofRun.replaceFirst("_", "/");
    return new FileKeys(written, run.isEmpty() ? null : run);
  }
}
