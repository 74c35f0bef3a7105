// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Settings in messages have the names of whoever shows the message. */
class MessageTest {
  private static String flag(Setting setting) {
    return "--" + setting.toString().toLowerCase(Locale.ROOT);
  }

  @Test
  void settingsAreNamedByTheReader() {
    Message message = Message.of("{} and {}: {}", Limit.GROUPS, "{}", Limit.BATCH_BYTES);
    assertThat(message).hasToString("BatchLimits.groups and {}: BatchLimits.batchBytes");
    assertThat(message.text(MessageTest::flag)).isEqualTo("--groups and {}: --batch_bytes");
    assertThat(Message.literal("{}")).hasToString("{}");
  }

  @Test
  void placeholdersAndArgumentsMustMatch() {
    assertThatThrownBy(() -> Message.of("{}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Message.of("", 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exceptionsCarryPositionAndSettings() {
    SourcePosition position = new SourcePosition();
    position.set("a{}.jsonl", 2, 118);
    MalformedDumpException malformed =
        position.malformed(Message.of("no group {}. Raise {}", "{}", Limit.GROUPS));
    assertThat(malformed)
        .hasMessage("a{}.jsonl, record 2, byte 118: no group {}. Raise BatchLimits.groups");
    assertThat(malformed.message(MessageTest::flag))
        .isEqualTo("a{}.jsonl, record 2, byte 118: no group {}. Raise --groups");
    LimitExceededException exceeded = position.exceeded(Limit.RECORD_BYTES, "9 bytes, {} allowed");
    assertThat(exceeded.limit()).isEqualTo(Limit.RECORD_BYTES);
    assertThat(exceeded)
        .hasMessage(
            "a{}.jsonl, record 2, byte 118: 9 bytes, {} allowed. Raise InputLimits.recordBytes");
    assertThat(exceeded.message(MessageTest::flag)).endsWith("allowed. Raise --record_bytes");
    assertThatThrownBy(() -> Limit.GROUPS.require(0, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .isInstanceOfSatisfying(
            SettingException.class,
            e ->
                assertThat(e.message(MessageTest::flag))
                    .isEqualTo("--groups must be from 1 to 9, not 0"));
  }

  @Test
  void exceptionsSurviveSerialization() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new LimitExceededException("f", 1, 2, Limit.GROUPS, "many"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      LimitExceededException read = (LimitExceededException) in.readObject();
      assertThat(read.message(MessageTest::flag)).endsWith("many. Raise --groups");
    }
  }
}
