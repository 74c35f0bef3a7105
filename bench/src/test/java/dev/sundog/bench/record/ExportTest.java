// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.bench.Main;
import dev.sundog.bench.result.JsonFile;
import dev.sundog.bench.workload.RecordedSum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @Test
  void everyFileIsWrittenWithTheRecordedResults(@TempDir Path folder) throws IOException {
    RecordedSum recorded = RecordedSum.ALL.getFirst();
    String name = recorded.workload().name();
    String pairs = Integer.toString(recorded.prefixPairs());
    int exit =
        Main.commandLine()
            .execute(
                "export",
                name,
                folder.toString(),
                "--pairs",
                pairs,
                "--json-lines",
                "--warm-up",
                "0");
    assertThat(exit).isZero();

    var answers =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".answers")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asIntBuffer();
    assertThat(answers.remaining()).isEqualTo(recorded.prefixPairs());
    long sum = IntStream.range(0, answers.remaining()).map(answers::get).asLongStream().sum();
    assertThat(sum).isEqualTo(recorded.prefixSum());
    assertThat(folder.resolve(name + ".pairs")).isNotEmptyFile();
    assertThat(Files.readAllLines(folder.resolve(name + ".jsonl"))).hasSize(recorded.prefixPairs());
    double rate =
        JsonFile.read(
            folder.resolve(name + ".json"),
            of -> of.required("rates").required("editDistance").doubleValue());
    assertThat(rate).isPositive();
  }
}
