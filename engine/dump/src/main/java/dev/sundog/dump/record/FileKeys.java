// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import static java.util.Objects.requireNonNull;

import dev.sundog.batch.Message;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.table.ModelName;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Group keys that all records of a file share: {@code @file}, {@code @model}, {@code @task} and
 * {@code @scale}, the size in the model's name.
 *
 * @param model the model that the tool wrote into the file or its folder; null if it wrote none
 * @param task the task, the same
 */
public record FileKeys(@Nullable String model, @Nullable String task) {
  /** Keys of a file whose tool writes neither model nor task. */
  public static final FileKeys UNKNOWN = new FileKeys(null, null);

  private static final String FILE = "@file";
  private static final String MODEL = "@model";
  private static final String TASK = "@task";
  private static final String SCALE = "@scale";

  /**
   * A spec with the keys of a file. A model that the tool did not write is the file's name without
   * its extensions.
   *
   * @throws SettingException if a key is unknown, or the file has no value for it
   */
  public DumpSpec in(DumpSpec spec, Path file) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String key : spec.fileKeys()) {
      keys.put(key, value(key, file));
    }
    return keys.isEmpty() ? spec : spec.withFileKeys(keys);
  }

  /**
   * The value of a key.
   *
   * @throws SettingException if the key is unknown, or the file has no value for it
   */
  public String value(String key, Path file) {
    return switch (key) {
      case FILE -> file.toString();
      case MODEL -> modelOf(file);
      case TASK -> taskOf(file);
      case SCALE -> scale(modelOf(file), file);
      default ->
          throw SettingException.of(
              "\"{}\" in {} is not {}, {}, {}, {} or {}; write \\{} for a field of this name",
              key,
              Field.BY,
              FILE,
              MODEL,
              TASK,
              SCALE,
              DumpSpec.LENGTH,
              key);
    };
  }

  /**
   * Readers of files by name: the same ones for all, unless the spec groups by what their records
   * share.
   *
   * @param keys the keys of a file
   * @param readers readers of a spec
   */
  public static Function<String, Supplier<ItemReader>> reading(
      List<Path> files,
      DumpSpec spec,
      Function<Path, FileKeys> keys,
      Function<DumpSpec, Supplier<ItemReader>> readers) {
    if (spec.fileKeys().isEmpty()) {
      Supplier<ItemReader> same = readers.apply(spec);
      return file -> same;
    }
    Map<String, Supplier<ItemReader>> byFile = new HashMap<>();
    for (Path file : files) {
      byFile.put(file.toString(), readers.apply(keys.apply(file).in(spec, file)));
    }
    return file -> requireNonNull(byFile.get(file));
  }

  private String modelOf(Path file) {
    return model == null ? stem(file) : model;
  }

  private String taskOf(Path file) {
    if (task == null) {
      throw SettingException.of(
          "{} has no task: only files of lm-eval, HELM, Inspect and lighteval have one. Remove {} from {}",
          file.toString(),
          TASK,
          Field.BY);
    }
    return task;
  }

  private static String scale(String model, Path file) {
    return ModelName.of(model)
        .map(name -> BigDecimal.valueOf(name.parameters()).stripTrailingZeros().toPlainString())
        .orElseThrow(() ->
            SettingException.of(
                "the model \"{}\" of {} has no size in its name, such as 7B. Use the path of a"
                    + " field instead of {}",
                model,
                file.toString(),
                SCALE));
  }

  private static String stem(Path file) {
    return String.valueOf(file.getFileName())
        .replaceFirst("(\\.(jsonl|json|csv|tsv|eval|parquet|sdog|gz|zst))+$", "");
  }

  /** Where the values of the keys come from, for the user. */
  public List<Message> notes(DumpSpec spec) {
    List<String> keys = spec.fileKeys();
    if (!keys.contains(MODEL) && !keys.contains(SCALE)) {
      return List.of();
    }
    return List.of(
        Message.literal(
            (model == null
                    ? MODEL + " is the file name without its extension"
                    : MODEL + " is the model that the tool wrote")
                + (keys.contains(SCALE) ? "; " + SCALE + " is the size in its name" : "")));
  }
}
