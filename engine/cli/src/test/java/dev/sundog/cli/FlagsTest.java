// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** Every limit has a flag that exists. */
class FlagsTest {
  @Test
  void everyLimitIsAnOption() {
    assertThat(Stream.of(Limit.values()).map(Flags::of))
        .containsExactlyInAnyOrderElementsOf(
            CommandSpec.forAnnotatedObject(new LimitOptions()).optionsMap().keySet());
  }

  @Test
  void messagesNameTheFlag() {
    assertThat(Failure.of(new LimitExceededException("a.jsonl", 1, 0, Limit.GROUPS, "9 groups")))
        .isEqualTo(
            new Failure(
                Failure.LIMIT, "a.jsonl, record 1, byte 0: 9 groups. Raise --limit-groups"));
  }
}
