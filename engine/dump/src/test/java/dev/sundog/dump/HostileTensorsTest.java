// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static dev.sundog.dump.TensorFiles.integers;
import static dev.sundog.dump.TensorFiles.logits;
import static dev.sundog.dump.TensorFiles.npy;
import static dev.sundog.dump.TensorFiles.safetensors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LogitsColumn.Format;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.kernel.Kernels;
import dev.sundog.run.BatchTask;
import dev.sundog.run.Evaluator;
import dev.sundog.run.WorkerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of tensors that lie, are cut, or change while they are read. */
class HostileTensorsTest {
  @TempDir Path directory;

  private static DumpSpec targetsIn(Path targets) {
    return DumpSpec.DEFAULT.with(Field.TARGETS, targets.toString());
  }

  private static long items(Path dump, DumpSpec options) {
    try (DumpSource source = Dumps.open(List.of(dump), options, BatchLimits.DEFAULT)) {
      return Evaluator.of("logprob_mean").withThreads(1).run(source).items();
    }
  }

  private static void assertRefused(Path dump, DumpSpec options, String reason) {
    assertThatThrownBy(() -> items(dump, options))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '<f4' | False | (2, 3)                     | 1 | 23 | does not fit the 23 bytes of the file
          '<f4' | False | (2, 4611686018427387904)   | 1 | 24 | does not fit the 24 bytes of the file
          '<f4' | False | (4294967296, 4294967296)   | 1 | 24 | does not fit the 24 bytes of the file
          '<f4' | False | (99999999999999999999, 3)  | 1 | 24 | expected a header with descr
          '<f4' | False | (2, -3)                    | 1 | 24 | expected a header with descr
          '<f4' | True  | (2, 3)                     | 1 | 24 | Fortran order
          '<f8' | False | (1, 3)                     | 1 | 24 | logits must be F32, F16 or BF16
          '>f4' | False | (2, 3)                     | 1 | 24 | logits must be F32, F16 or BF16
          '|O'  | False | (2, 3)                     | 1 | 24 | logits must be F32, F16 or BF16
          '<f4' | False | (6,)                       | 1 | 24 | logits must be [rows, vocabulary]
          '<f4' | False | (0, 3)                     | 1 | 0  | no rows of logits
          '<f4' | False | (3, 0)                     | 1 | 0  | a vocabulary of 0 ids
          '<f4' | False | (2, 3)                     | 7 | 24 | version 7
          """)
  void headersThatLieAreRefused(
      String descr, String order, String shape, int version, int bytes, String reason)
      throws IOException {
    Path array =
        npy(
            directory.resolve("logits.npy"),
            version,
            "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(descr, order, shape),
            new byte[bytes]);
    Path ids = npy(directory.resolve("ids.npy"), "<i8", "(2,)", integers(8, 0, 1));
    assertRefused(array, targetsIn(ids), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [2,3] | [0,24]  | [2] | [24,40] |
          [2,3] | [0,24]  | [2] | [16,32] | overlap
          [2,3] | [0,24]  | [2] | [32,48] | in 40 bytes of data
          [2,3] | [24,0]  | [2] | [24,40] | in 40 bytes of data
          [2,3] | [0]     | [2] | [24,40] | in 40 bytes of data
          [2,4] | [0,24]  | [2] | [24,40] | does not fit 24 bytes
          [4294967296,4294967296] | [0,24] | [2] | [24,40] | does not fit 24 bytes
          [2.5,3] | [0,24] | [2] | [24,40] | expected an integer
          [1e300,3] | [0,24] | [2] | [24,40] | expected an integer
          [2,3] | [0,24]  | [1,2] | [24,40] | expected [2]
          """)
  void tensorsThatLieAreRefused(
      String logits, String place, String targets, String targetPlace, String reason)
      throws IOException {
    String header =
        """
        {"logits":{"dtype":"F32","shape":%s,"data_offsets":%s},\
        "targets":{"dtype":"I64","shape":%s,"data_offsets":%s}}\
        """
            .formatted(logits, place, targets, targetPlace);
    Path dump = safetensors(directory.resolve("dump"), header, new byte[24], integers(8, 0, 2));
    if (reason == null) {
      assertThat(items(dump, DumpSpec.DEFAULT)).isEqualTo(1);
    } else {
      assertRefused(dump, DumpSpec.DEFAULT.with(Field.FORMAT, "safetensors"), reason);
    }
  }

  /** Cut anywhere, a file is refused; no cut is read as something else. */
  @Test
  void filesThatAreCutAreRefused() throws IOException {
    Path array =
        npy(directory.resolve("logits.npy"), "<f4", "(2, 3)", logits(Format.FLOAT32, 6, i -> i));
    Path ids = npy(directory.resolve("ids.npy"), "<i8", "(2,)", integers(8, 0, 1));
    String header =
        """
        {"logits":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
        "targets":{"dtype":"I32","shape":[2],"data_offsets":[24,32]}}\
        """;
    Path both = safetensors(directory.resolve("both"), header, new byte[24], new byte[8]);
    DumpSpec npy = targetsIn(ids).with(Field.FORMAT, "npy");
    DumpSpec tensors = DumpSpec.DEFAULT.with(Field.FORMAT, "safetensors");
    for (Path whole : List.of(array, both)) {
      byte[] bytes = Files.readAllBytes(whole);
      for (int length = 0; length < bytes.length; length++) {
        Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, length));
        assertRefused(cut, whole.equals(array) ? npy : tensors, cut.toString());
      }
    }
  }

  @Test
  void lengthsThatDoNotAddUpAreRefused() throws IOException {
    Path array =
        npy(directory.resolve("logits.npy"), "<f4", "(2, 3)", logits(Format.FLOAT32, 6, i -> i));
    Path ids = npy(directory.resolve("ids.npy"), "<i8", "(2,)", integers(8, 0, 1));
    Path lengths = directory.resolve("lengths.npy");
    DumpSpec options =
        DumpSpec.DEFAULT
            .with(Field.TARGETS, ids.toString())
            .with(Field.ITEM_LENGTHS, lengths.toString());
    npy(lengths, "<i4", "(1,)", integers(4, 1));
    assertRefused(array, options, lengths + ", byte 128: the items have 1 rows");
    npy(lengths, "<i4", "(2,)", integers(4, 1, 2));
    assertRefused(array, options, lengths + ", record 2, byte 132: an item of 2 rows");
    npy(lengths, "<i4", "(2,)", integers(4, 3, -1));
    assertRefused(array, options, lengths + ", record 1, byte 128: an item of 3 rows");
  }

  @Test
  void compressedLogitsAreRefusedWithAnAdvice() throws IOException {
    Path array =
        npy(directory.resolve("logits.npy"), "<f4", "(2, 3)", logits(Format.FLOAT32, 6, i -> i));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Files.readAllBytes(array));
    }
    Path packed = Files.write(directory.resolve("logits.npy.gz"), bytes.toByteArray());
    assertRefused(
        packed, DumpSpec.DEFAULT, "can't be read compressed. Decompress it into a file first");
  }

  @Test
  void filesThatChangeAreRefused() throws IOException {
    Path array =
        npy(directory.resolve("logits.npy"), "<f4", "(2, 3)", logits(Format.FLOAT32, 6, i -> i));
    Path ids = npy(directory.resolve("ids.npy"), "<i8", "(2,)", integers(8, 0, 1));
    try (DumpSource source = Dumps.open(List.of(array), targetsIn(ids), BatchLimits.DEFAULT);
        WorkerContext worker =
            new WorkerContext(BatchLimits.DEFAULT, new GroupKeys(List.of()), Kernels.select())) {
      BatchTask batch = Objects.requireNonNull(source.next());
      Files.write(ids, new byte[8], StandardOpenOption.APPEND);
      assertThatThrownBy(() -> batch.load(worker))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessage(ids + ": the file was changed while it was read");
      Files.write(array, Arrays.copyOf(Files.readAllBytes(array), 140));
      worker.appender().clear();
      assertThatThrownBy(() -> batch.load(worker))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageContaining(array + ", byte 140: the file became shorter");
    }
  }
}
