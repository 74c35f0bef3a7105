// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MasksTest {
  private static final String ALPHABET = "0123456789/:;,\" \\]\t\n\0\u007f\u0080\u00ff";

  @Test
  void vectorMarksAreTheScalarOnes() {
    long seed = Long.getLong("sundog.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] bytes = new byte[512];
    for (int round = 0; round < 20_000; round++) {
      boolean any = random.nextBoolean();
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] =
            (byte) (any ? random.nextInt() : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      int at = random.nextInt(bytes.length - VectorMasks.BYTES + 1);
      byte value = bytes[at + random.nextInt(VectorMasks.BYTES)];
      assertThat(VectorMasks.equal(bytes, at, value))
          .as("seed %d", seed)
          .isEqualTo(ScalarMasks.equal(bytes, at, value));
      assertThat(VectorMasks.notDigit(bytes, at))
          .as("seed %d", seed)
          .isEqualTo(ScalarMasks.notDigit(bytes, at));
      assertThat(VectorMasks.special(bytes, at))
          .as("seed %d", seed)
          .isEqualTo(ScalarMasks.special(bytes, at));
    }
  }
}
