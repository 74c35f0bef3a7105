// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.run.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeSourceTest {
  @TempDir Path directory;

  private Path dump(String name, List<String> keyNames, int[]... predictions) throws IOException {
    Path dump = directory.resolve(name);
    try (SequenceBatch batch = SequenceBatch.of(predictions, predictions);
        NativeDumpWriter writer = NativeDumpWriter.to(dump, keyNames)) {
      if (keyNames.isEmpty()) {
        writer.write(batch);
      }
      writer.commit();
    }
    return dump;
  }

  @Test
  void severalDumpsAreReadAsOne() throws IOException {
    Path one = dump("one.sdog", List.of(), new int[] {1, 2}, new int[] {3});
    Path two = dump("two.sdog", List.of(), new int[] {4});
    try (DumpSource source = Dumps.open(List.of(one, two), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      assertThat(source.format().name()).isEqualTo("sdog");
      assertThat(source.notes()).isEmpty();
      assertThat(source.progress()).isZero();
      assertThat(Evaluator.of("exact_match").run(source).metric("exact_match").sum()).isEqualTo(3);
      assertThat(source.progress()).isEqualTo(1);
    }
  }

  @Test
  void dumpsOfOtherGroupsDoNotGoTogether() throws IOException {
    Path one = dump("one.sdog", List.of("model"));
    Path two = dump("two.sdog", List.of("size"));
    assertThatThrownBy(() -> Dumps.open(List.of(one, two), DumpSpec.DEFAULT, BatchLimits.DEFAULT))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessage(two + ": its groups are by [size], the first dump's by [model]");
  }

  @Test
  void aDumpThatIsNotWholeIsReadWhereRecoveryIsAskedFor() throws IOException {
    Path dump = dump("one.sdog", List.of(), new int[] {1, 2}, new int[] {3});
    byte[] bytes = Files.readAllBytes(dump);
    Files.write(dump, Arrays.copyOf(bytes, bytes.length - 7));
    assertThatThrownBy(() -> Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageStartingWith(dump + ", byte ");
    DumpSpec recover = DumpSpec.DEFAULT.with(Field.RECOVER, "true");
    try (DumpSource source = Dumps.open(List.of(dump), recover, BatchLimits.DEFAULT)) {
      assertThat(source.notes()).singleElement().asString().contains("2 items in 1 blocks");
      assertThat(Evaluator.of("exact_match").run(source).items()).isEqualTo(2);
    }
  }

  @Test
  void pathsAreRefusedInsteadOfIgnored() throws IOException {
    Path dump = dump("one.sdog", List.of());
    DumpSpec options = DumpSpec.DEFAULT.with(Field.PREDICTION, "answer");
    assertThatThrownBy(() -> Dumps.open(List.of(dump), options, BatchLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("format sdog does not use Field.PREDICTION; remove it");
  }
}
