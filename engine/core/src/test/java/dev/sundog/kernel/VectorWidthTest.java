// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.LongVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The system properties that force the branches of vector kernels, as the build sets them. */
@Tag("twins")
class VectorWidthTest {
  @Test
  void thePropertyForcesTheWidth() {
    int preferred = Math.min(512, LongVector.SPECIES_PREFERRED.vectorBitSize());
    assertThat(VectorWidth.BITS).isEqualTo(Integer.getInteger("sundog.vector.bits", preferred));
    assertThat(VectorWidth.LANES).isEqualTo(VectorWidth.BITS / Short.SIZE);
  }

  @Test
  void thePropertyForcesExpandingOrCopying() {
    String forced = System.getProperty("sundog.vector.expand", "auto");
    if (forced.equals("auto")) {
      assertThat(VectorWidth.EXPANDS).isIn(false, VectorWidth.BITS == 512);
    } else {
      assertThat(VectorWidth.EXPANDS).isEqualTo(Boolean.parseBoolean(forced));
    }
  }
}
