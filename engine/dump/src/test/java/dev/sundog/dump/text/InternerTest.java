// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InternerTest {
  private static final long SEED = 20261126;

  @Test
  void numbersFollowTheOrderOfFirstSightAtEveryLengthAndPlace() {
    SplittableRandom random = new SplittableRandom(SEED);
    Interner interner = new Interner();
    for (int batch = 0; batch < 3; batch++) {
      Map<String, Integer> expected = new HashMap<>();
      for (int i = 0; i < 60_000; i++) {
        int length = random.nextInt(i % 100 == 0 ? 600 : 20);
        int before = random.nextInt(3);
        byte[] bytes = new byte[before + length + random.nextInt(10)];
        for (int at = 0; at < bytes.length; at++) {
          bytes[at] =
              (byte) (random.nextInt(8) == 0 ? 0x80 + random.nextInt(2) : random.nextInt(2));
        }
        String text = new String(bytes, before, length, ISO_8859_1);
        expected.putIfAbsent(text, expected.size());
        assertThat(interner.number(bytes, before, length))
            .as("seed %d, batch %d, string %d", SEED, batch, i)
            .isEqualTo(expected.get(text));
        assertThat(interner.count()).isEqualTo(expected.size());
      }
      interner.clear();
      assertThat(interner.count()).isZero();
    }
  }

  @Test
  void zerosCount() {
    Interner interner = new Interner();
    byte[] zeros = new byte[700];
    for (int length = 0; length <= zeros.length; length++) {
      assertThat(interner.number(zeros, 0, length)).isEqualTo(length);
    }
    for (int length = zeros.length; length >= 0; length--) {
      assertThat(interner.number(zeros, zeros.length - length, length)).isEqualTo(length);
    }
  }
}
