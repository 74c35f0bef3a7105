// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InheritedStreamTest {
  private static final String PROPERTY = "sundog.test.descriptor";

  private final PrintStream other = new PrintStream(OutputStream.nullOutputStream());

  @AfterEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void withoutANumberTheOtherStreamIsUsed() {
    assertThat(InheritedStream.of(PROPERTY, other)).isSameAs(other);
  }

  @Test
  void theDescriptorOfTheNumberIsWritten() {
    System.setProperty(PROPERTY, "2");
    PrintStream stream = InheritedStream.of(PROPERTY, other);
    assertThat(stream).isNotSameAs(other);
    stream.print("");
    assertThat(stream.checkError()).isFalse();

    System.setProperty(PROPERTY, "999");
    PrintStream closed = InheritedStream.of(PROPERTY, other);
    closed.print("lost");
    assertThat(closed.checkError()).isTrue();
  }
}
