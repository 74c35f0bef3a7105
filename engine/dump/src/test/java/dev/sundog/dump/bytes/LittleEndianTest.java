// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.bytes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class LittleEndianTest {
  @Test
  void bigEndianMachinesAreRejected() {
    assertThatCode(() -> LittleEndian.require(ByteOrder.LITTLE_ENDIAN, "native dumps"))
        .doesNotThrowAnyException();
    assertThatIllegalStateException()
        .isThrownBy(() -> LittleEndian.require(ByteOrder.BIG_ENDIAN, "native dumps"))
        .withMessage("native dumps need a little-endian machine; this one is not");
  }
}
