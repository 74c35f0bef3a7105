// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sundog.batch.BatchLimits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Files by column have the results of the same records in JSON Lines, byte for byte. */
class SameAsLinesTest {
  @TestFactory
  Stream<DynamicTest> parquet() {
    return variants(".parquet", 6);
  }

  @TestFactory
  Stream<DynamicTest> arrowFiles() {
    return variants(".arrow", 4);
  }

  @TestFactory
  Stream<DynamicTest> arrowStreams() {
    return variants(".arrows", 2);
  }

  private static Stream<DynamicTest> variants(String suffix, int least) {
    return Stream.of(Records.values())
        .flatMap(records -> {
          String expected = records.scored(records.lines());
          assertThat(expected).contains("\"items\": 60");
          assertThat(records.files(suffix)).hasSizeGreaterThanOrEqualTo(least);
          return records.files(suffix).stream()
              .map(file ->
                  dynamicTest(
                      file.getFileName().toString(),
                      () -> assertThat(records.scored(file)).isEqualTo(expected)));
        });
  }

  /** Small batches cut row groups anywhere. */
  @TestFactory
  Stream<DynamicTest> inBatchesOfAnySize() {
    return Stream.of(Records.values())
        .flatMap(records ->
            Stream.of(1, 7)
                .map(items ->
                    dynamicTest(
                        records + " " + items,
                        () -> {
                          BatchLimits limits = BatchLimits.DEFAULT.withBatchItems(items);
                          assertThat(
                                  List.of(
                                      records.scored(records.file("snappy.parquet"), limits, 1)))
                              .containsExactly(records.scored(records.lines()));
                        })));
  }
}
