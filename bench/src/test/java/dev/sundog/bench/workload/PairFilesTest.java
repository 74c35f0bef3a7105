// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairFilesTest {
  @TempDir Path folder;

  @Test
  void binaryFileFollowsItsFormat() throws IOException {
    // Enough tokens to fill the writer's buffer several times.
    TokenPairs pairs = Workloads.W3.generate(2_000, 1);
    Path file = folder.resolve("pairs.bin");
    PairFiles.writeBinary(pairs, file);

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(LITTLE_ENDIAN);
    byte[] magic = new byte[8];
    bytes.get(magic);
    assertThat(new String(magic, US_ASCII)).isEqualTo("SDGPAIR1");
    assertThat(bytes.getLong()).isEqualTo(2_000);
    assertThat(bytes.getLong()).isEqualTo(pairs.predictions().length);
    assertThat(bytes.getLong()).isEqualTo(pairs.references().length);
    assertThat(ints(bytes, 2_001)).isEqualTo(pairs.predictionOffsets());
    assertThat(ints(bytes, 2_001)).isEqualTo(pairs.referenceOffsets());
    assertThat(ints(bytes, pairs.predictions().length)).isEqualTo(pairs.predictions());
    assertThat(ints(bytes, pairs.references().length)).isEqualTo(pairs.references());
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void jsonLinesHoldTheSamePairs() throws IOException {
    int count = 20_000;
    Path file = folder.resolve("pairs.jsonl");
    PairFiles.writeJsonLines(Workloads.W1.generator(4), count, file);

    TokenPairs pairs = Workloads.W1.generate(count, 4);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(count);
    for (int i = 0; i < count; i++) {
      String expected =
          "{\"id\":%d,\"prediction\":%s,\"reference\":%s}"
              .formatted(
                  i, Arrays.toString(pairs.prediction(i)), Arrays.toString(pairs.reference(i)))
              .replace(" ", "");
      assertThat(lines.get(i)).isEqualTo(expected);
    }
  }

  private static int[] ints(ByteBuffer bytes, int count) {
    int[] ints = new int[count];
    for (int i = 0; i < count; i++) {
      ints[i] = bytes.getInt();
    }
    return ints;
  }
}
