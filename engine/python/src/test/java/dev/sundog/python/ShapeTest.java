// SPDX-License-Identifier: Apache-2.0
package dev.sundog.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.dump.column.Column;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  private static final MemorySegment NONE = MemorySegment.ofArray(new int[0]);

  @Test
  void listsOfListsHaveTheirBuffersInOrder() {
    Shape shape = Shape.parse("list<list<int32>>");
    assertThat(shape.buffers()).isEqualTo(6);
    Deque<MemorySegment> buffers =
        new ArrayDeque<>(List.of(NONE, ints(0, 2, 2), NONE, ints(0, 1, 3), NONE, ints(7, 8, 9)));
    Column column = shape.column(buffers::remove);
    assertThat(column.count()).isEqualTo(2);
    assertThat(column.children().get(0).count()).isEqualTo(2);
    assertThat(column.children().get(0).children().get(0).count()).isEqualTo(3);
  }

  @Test
  void tooFewValidityBitsAreRejected() {
    Deque<MemorySegment> buffers =
        new ArrayDeque<>(
            List.of(MemorySegment.ofArray(new byte[1]), ints(1, 2, 3, 4, 5, 6, 7, 8, 9)));
    assertThatThrownBy(() -> Shape.parse("int32").column(buffers::remove))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "int", "list<>", "list<list<list<list<list<int32>>>>>", "list<utf8"})
  void unknownTypesAreRejected(String type) {
    assertThatThrownBy(() -> Shape.parse(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + type + "\" is not a type. Use utf8");
  }

  private static MemorySegment ints(int... values) {
    return MemorySegment.ofArray(values);
  }
}
