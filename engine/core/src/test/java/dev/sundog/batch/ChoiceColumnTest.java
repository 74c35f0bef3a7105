// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChoiceColumnTest {
  private static BatchAppender appender() {
    return new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()));
  }

  @Test
  void itemsHaveTheirOwnNumberOfChoices() {
    try (BatchAppender appender = appender()) {
      appender.choice(-1, -2, 1, 3, 4, 5).choice(-0.5, Double.NaN, 0, -1, -1, -1).endItem();
      appender.choice(-9, -9, 9, 9, 9, 9);
      appender.abandonItem();
      appender.endItem();
      appender.choice(Double.NEGATIVE_INFINITY, -1, 0.5, 0, 0, 0).endItem();
      SequenceBatch batch = appender.finish();
      ChoiceColumn choices = Objects.requireNonNull(batch.choices());
      assertThat(choices.count()).isEqualTo(3);
      assertThat(List.of(choices.start(0), choices.start(1), choices.start(2), choices.start(3)))
          .containsExactly(0, 2, 2, 3);
      assertThat(choices.length(1)).isZero();
      assertThat(choices.loglikelihood(0)).isEqualTo(-1);
      assertThat(choices.unconditional(0)).isEqualTo(-2);
      assertThat(choices.unconditional(1)).isNaN();
      assertThat(choices.tokens(0)).isEqualTo(3);
      assertThat(choices.characters(0)).isEqualTo(4);
      assertThat(choices.bytes(0)).isEqualTo(5);
      assertThat(choices.tokens(1)).isEqualTo(ChoiceColumn.UNKNOWN);
      assertThat(choices.loglikelihood(2)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(choices.weight(2)).isEqualTo(0.5);
    }
  }

  @Test
  void batchesWithoutChoicesHaveNoColumn() {
    try (BatchAppender appender = appender()) {
      appender.choice(-1, -1, 1, 1, 1, 1).endItem();
      appender.finish();
      appender.clear();
      appender.prediction(new int[] {1}).reference(new int[] {1}).endItem();
      assertThat(appender.finish().choices()).isNull();
    }
  }

  @Test
  void figuresThatAreNoneAreMalformed() {
    try (BatchAppender appender = appender()) {
      assertThatThrownBy(() -> appender.choice(0.1, -1, 1, 1, 1, 1))
          .isInstanceOf(MalformedDumpException.class);
      assertThatThrownBy(() -> appender.choice(-1, 0.1, 1, 1, 1, 1))
          .isInstanceOf(MalformedDumpException.class);
      assertThatThrownBy(() -> appender.choice(-1, -1, -1, 1, 1, 1))
          .isInstanceOf(MalformedDumpException.class);
    }
  }
}
