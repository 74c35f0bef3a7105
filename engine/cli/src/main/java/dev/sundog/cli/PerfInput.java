// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.perf.read.Columns;
import dev.sundog.perf.read.ResultReader;
import dev.sundog.perf.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How result files are read. */
@Command
final class PerfInput {
  @Option(
      names = "--columns",
      paramLabel = "ROLE=COLUMN",
      split = ",",
      description =
          "Columns of CSV files: name=, value=, run=, param=; each can be repeated."
              + " value=COLUMN:UNIT sets the unit (ns, ms, s, ops/s, MB/s, B); otherwise it is read"
              + " from a column unit. Default: name=name,value=value,run=run")
  private List<String> columns = List.of();

  /** Reads a file, or a folder of files. */
  Results read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new MalformedDumpException(path.toString(), 0, -1, "no such file");
    }
    Columns roles =
        columns.isEmpty() ? Columns.DEFAULT : UsageException.checked(() -> Columns.of(columns));
    return ResultReader.of(roles).read(path);
  }
}
