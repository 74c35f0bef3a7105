// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder into which a tool writes the files of every run with the run's time in
 * their names, as lm-eval does: {@code MODEL/results_TIME.json}, {@code
 * MODEL/samples_TASK_TIME.jsonl}.
 *
 * @param files files of the folder and those in it, in the order of their paths; of those that
 *     differ in the time only, the newest
 * @param notes what was left out
 */
public record RunFolder(List<Path> files, List<String> notes) {
  private static final Pattern TIME =
      Pattern.compile("(.*_)(\\d{4}-\\d{2}-\\d{2}T[^_]*?)(\\.jsonl?(?:\\.gz|\\.zst)?)");

  /** Copies the lists. */
  public RunFolder {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /**
   * The files of a folder.
   *
   * @param names names of files that count
   * @param run only files whose path below the folder holds this text; null for the newest
   */
  public static RunFolder of(Path folder, Pattern names, @Nullable String run) throws IOException {
    List<Path> all;
    try (Stream<Path> entries = Files.walk(folder)) {
      all =
          entries
              .filter(file -> names.matcher(file.getFileName().toString()).matches())
              .filter(file -> run == null || folder.relativize(file).toString().contains(run))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    Map<String, Path> newest = new TreeMap<>();
    int older = 0;
    for (Path file : all) {
      Matcher name = TIME.matcher(file.getFileName().toString());
      String key =
          name.matches() ? file.resolveSibling(name.group(1)) + name.group(3) : file.toString();
      older += newest.put(key, file) == null ? 0 : 1;
    }
    List<String> notes = new ArrayList<>();
    if (older > 0) {
      notes.add(
          folder
              + ": using the newest run of every folder; "
              + older
              + (older == 1 ? " older file is" : " older files are")
              + " left out");
    }
    return new RunFolder(newest.values().stream().sorted().toList(), notes);
  }
}
