// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads results from score files of BIG-bench and aggregates of lm-eval. */
final class JsonResults {
  private static final long LARGEST_FILE = 256L << 20;

  private final Path file;
  private final List<PublishedResult> results = new ArrayList<>();

  private JsonResults(Path file) {
    this.file = file;
  }

  static List<PublishedResult> read(Path file) throws IOException {
    JsonResults reader = new JsonResults(file);
    JsonNode root = parse(file);
    if (root.path("scores").isArray() && root.path("model").isObject()) {
      reader.bigBench(root);
    } else if (root.path("results").isObject()) {
      reader.lmEval(root);
    } else {
      throw new MalformedDumpException(
          file.toString(),
          0,
          -1,
          "expected \"results\" (lm-eval), or \"scores\" and \"model\" (BIG-bench)");
    }
    return reader.results;
  }

  private static JsonNode parse(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST_FILE) {
      throw new LimitExceededException(file.toString(), size + " bytes, at most " + LARGEST_FILE);
    }
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw new MalformedDumpException(file.toString(), 0, offset, "invalid or truncated JSON");
    }
  }

  /** A file holds one model on one task: all metrics of all subtasks and numbers of shots. */
  private void bigBench(JsonNode root) {
    JsonNode model = root.path("model");
    double scale = positive(model, "non_embedding_params", "total_params");
    String name = text(model, "model_family", text(model, "model_name", ""));
    JsonNode about = root.path("task");
    String task = text(about, "task_name", text(about, "name", ""));
    if (scale == 0 || task.isEmpty()) {
      throw malformed("no size of the model or no name of the task");
    }
    long record = 0;
    for (JsonNode scores : root.path("scores")) {
      record++;
      String subtask = text(scores, "subtask_description", "");
      String whole = subtask.isEmpty() || subtask.equals(task) ? task : task + ": " + subtask;
      int shots = scores.path("number_of_shots").asInt(0);
      for (Map.Entry<String, JsonNode> score : scores.path("score_dict").properties()) {
        String family = name + ", " + shots + "-shot";
        add(whole, score.getKey(), family, scale, score.getValue(), 0, Double.NaN, record);
      }
    }
  }

  /**
   * Model and size come from the configuration, or else from the name of the file; a number of
   * shots above 0 becomes part of the family.
   */
  private void lmEval(JsonNode root) {
    ModelName model = model(root);
    for (Map.Entry<String, JsonNode> task : root.path("results").properties()) {
      JsonNode counts = root.path("n-samples").path(task.getKey());
      long items = counts.path("effective").asLong(task.getValue().path("sample_len").asLong(0));
      int shots =
          root.path("n-shot")
              .path(task.getKey())
              .asInt(root.path("config").path("num_fewshot").asInt(0));
      String family = shots == 0 ? model.family() : model.family() + ", " + shots + "-shot";
      for (Map.Entry<String, JsonNode> figure : task.getValue().properties()) {
        String[] parts = figure.getKey().split(",", 2);
        if (parts[0].endsWith("_stderr") || parts[0].equals("sample_len")) {
          continue;
        }
        String filter = parts.length < 2 || parts[1].equals("none") ? "" : "," + parts[1];
        JsonNode error =
            task.getValue()
                .path(parts[0] + "_stderr" + figure.getKey().substring(parts[0].length()));
        add(
            task.getKey() + filter,
            parts[0],
            family,
            model.parameters(),
            figure.getValue(),
            items,
            error.isNumber() ? error.doubleValue() : Double.NaN,
            0);
      }
    }
  }

  private ModelName model(JsonNode root) {
    String arguments = root.path("config").path("model_args").asString("");
    String path = arguments.replaceFirst("(^|.*,)pretrained=", "").replaceFirst(",.*", "");
    String configured = path.substring(path.lastIndexOf('/') + 1);
    Path fileName = file.getFileName();
    String ownName = fileName == null ? "" : fileName.toString().replaceFirst("_.*", "");
    return ModelName.of(configured)
        .filter(model -> !model.family().isEmpty())
        .or(() -> ModelName.of(text(root, "model_name", "")))
        .or(() -> ModelName.of(ownName))
        .or(this::folderName)
        .orElseThrow(() ->
            malformed(
                "no model size in \"config\", in \"model_name\", or in the name of the file or a"
                    + " folder around it"));
  }

  /** The model in the name of a folder around the file, the nearest one that names a size. */
  private Optional<ModelName> folderName() {
    Optional<ModelName> found = Optional.empty();
    for (Path at = file.getParent(); at != null && found.isEmpty(); at = at.getParent()) {
      String folder = String.valueOf(at.getFileName());
      found = ModelName.of(folder.substring(folder.lastIndexOf("__") + 1).replaceFirst("^_", ""));
    }
    return found;
  }

  private void add(
      String task,
      String metric,
      String family,
      double scale,
      JsonNode value,
      long items,
      double stderr,
      long record) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      return;
    }
    results.add(
        new PublishedResult(
            task,
            metric,
            family,
            scale,
            new PublishedResult.Figure(
                value.doubleValue(), items, stderr, MetricName.lowerIsBetter(metric)),
            0,
            file.toString(),
            record));
  }

  private static double positive(JsonNode node, String... names) {
    for (String name : names) {
      double value = node.path(name).asDouble(0);
      if (value > 0) {
        return value;
      }
    }
    return 0;
  }

  private static String text(JsonNode node, String name, String otherwise) {
    return node.path(name).isString() ? node.path(name).asString() : otherwise;
  }

  private MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(file.toString(), 0, -1, reason);
  }
}
