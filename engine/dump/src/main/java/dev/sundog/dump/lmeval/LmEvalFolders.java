// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lmeval;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.table.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Folders of lm-eval: {@code MODEL/samples_TASK_TIME.jsonl}, one folder per model. */
public final class LmEvalFolders {
  private static final Pattern SAMPLES = Pattern.compile("samples_.*\\.jsonl(?:\\.gz|\\.zst)?");

  private LmEvalFolders() {}

  /**
   * The files of a dump, with the sample files of folders in their place: of every folder and task
   * the newest, or those of the run that {@link Field#CHECKPOINT} selects.
   *
   * @throws MalformedDumpException if a folder holds none
   * @throws SettingException if a run is selected, but no folder is named
   */
  public static DumpFiles walk(List<Path> paths, DumpSpec spec) {
    String run = spec.text(Field.CHECKPOINT);
    List<Path> files = new ArrayList<>();
    List<Message> notes = new ArrayList<>();
    boolean folders = false;
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        folders = true;
        files.addAll(samples(path, run, notes));
      } else {
        files.add(path);
      }
    }
    if (run != null && !folders) {
      throw SettingException.of(
          "{} selects a run in a folder of lm-eval. Name the folder", Field.CHECKPOINT);
    }
    return new DumpFiles(files, spec, notes);
  }

  private static List<Path> samples(Path folder, @Nullable String run, List<Message> notes) {
    try {
      RunFolder found = RunFolder.of(folder, SAMPLES, run);
      if (found.files().isEmpty()) {
        throw new MalformedDumpException(
            folder.toString(),
            0,
            -1,
            run == null
                ? Message.literal(
                    "this folder holds no samples_*.jsonl of lm-eval. Name the dumps in it")
                : Message.of(
                    "this folder holds no samples_*.jsonl with \"{}\" in their path. Change {}",
                    run,
                    Field.CHECKPOINT));
      }
      found
          .notes()
          .forEach(
              note -> notes.add(Message.of("{}; select a run with {}", note, Field.CHECKPOINT)));
      return found.files();
    } catch (IOException | UncheckedIOException e) {
      throw new MalformedDumpException(
          folder.toString(), 0, -1, "can't be read: " + e.getMessage());
    }
  }
}
