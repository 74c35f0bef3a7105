// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.tensor;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogitsColumn.Format;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpFile;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The logits of one file with their targets and lengths, checked against each other. Logits are
 * {@code [rows, vocabulary]} or {@code [items, rows, vocabulary]}; targets have the same shape
 * without the vocabulary.
 */
final class LogitsTensors implements AutoCloseable {
  private final List<DumpFile> files = new ArrayList<>();
  private final Map<String, Tensor> tensors;
  private final boolean npy;
  final Tensor logits;
  final Tensor targets;
  final @Nullable Tensor lengths;

  /**
   * Opens a file and the files of its targets and lengths.
   *
   * @param npy whether it is a {@code .npy} file rather than a safetensors one
   * @throws MalformedDumpException if a file is not valid, or the tensors do not fit each other
   */
  LogitsTensors(Path path, boolean npy, DumpSpec spec) {
    this.npy = npy;
    String itemLengths = spec.text(Field.ITEM_LENGTHS);
    try {
      DumpFile file = open(path);
      tensors = npy ? Map.of() : SafetensorsHeader.read(file, spec.limits().recordBytes());
      logits = npy ? NpyHeader.read(file) : find(file, or(spec.text(Field.LOGITS), "logits"));
      checkLogits();
      targets = find(file, or(spec.text(Field.TARGETS), "targets"));
      targets.requireIntegers(logits.shape().subList(0, logits.shape().size() - 1));
      lengths = itemLengths == null ? null : find(file, itemLengths);
      checkLengths();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static String or(@Nullable String name, String otherwise) {
    return Objects.requireNonNullElse(name, otherwise);
  }

  private DumpFile open(Path path) {
    DumpFile file = DumpFile.open(path);
    files.add(file);
    return file;
  }

  private Tensor find(DumpFile file, String name) {
    if (npy || name.endsWith(".npy")) {
      Path path = Path.of(name);
      boolean folder = Files.isDirectory(path);
      return NpyHeader.read(open(folder ? path.resolve(baseName(file)) : path));
    }
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw file.malformed(
          0, "no tensor \"" + name + "\"; the file has " + String.join(", ", tensors.keySet()));
    }
    return tensor;
  }

  private static Path baseName(DumpFile file) {
    return Objects.requireNonNull(Path.of(file.name()).getFileName());
  }

  private void checkLogits() {
    int dimensions = logits.shape().size();
    switch (logits.type()) {
      case F32, F16, BF16 -> {}
      default ->
          throw logits.malformed(
              -1,
              logits.name()
                  + " has type "
                  + logits.typeName()
                  + "; logits must be F32, F16 or BF16");
    }
    if (dimensions != 2 && dimensions != 3) {
      throw logits.malformed(
          -1,
          "logits must be [rows, vocabulary] or [items, rows, vocabulary], not " + logits.shape());
    }
    long ids = logits.shape().getLast();
    if (ids < 1 || ids > LogitsColumn.MOST_LOGITS) {
      throw logits.malformed(
          -1,
          "a vocabulary of " + ids + " ids; 1 to " + LogitsColumn.MOST_LOGITS + " are supported");
    }
    if (rows() == 0) {
      throw logits.malformed(-1, "no rows of logits");
    }
  }

  private void checkLengths() {
    if (lengths == null) {
      return;
    }
    if (logits.shape().size() != 2) {
      throw new IllegalArgumentException(
          "lengths of items apply to logits of [rows, vocabulary], not " + logits.shape());
    }
    if (lengths.shape().size() != 1) {
      throw lengths.malformed(-1, "lengths of items must have one dimension");
    }
    lengths.requireIntegers(lengths.shape());
  }

  /** Number of ids in the vocabulary. */
  public int vocabulary() {
    return Math.toIntExact(logits.shape().getLast());
  }

  /** Number of rows. */
  public long rows() {
    return logits.elements() / vocabulary();
  }

  /** Number of items. */
  public long items() {
    return lengths != null
        ? lengths.elements()
        : logits.shape().size() == 3 ? logits.shape().get(0) : 1;
  }

  /** Bytes per row. */
  public int rowBytes() {
    return vocabulary() * logits.type().bytes();
  }

  Format format() {
    return switch (logits.type()) {
      case F16 -> Format.FLOAT16;
      case BF16 -> Format.BFLOAT16;
      default -> Format.FLOAT32;
    };
  }

  void checkUnchanged() {
    files.forEach(DumpFile::checkUnchanged);
  }

  @Override
  public void close() {
    files.forEach(DumpFile::close);
  }
}
