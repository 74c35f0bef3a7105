// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options of a separate file of references. */
@Command
final class GoldOptions {
  @Option(
      names = "--gold-file",
      paramLabel = "FILE",
      description =
          "JSON Lines file of references, joined to the items by --id (custom_id of OpenAI's"
              + " batches).")
  private @Nullable String file;

  @Option(
      names = "--gold-id",
      paramLabel = "PATH",
      description = "The id in a record of --gold-file. Default: id")
  private @Nullable String id;

  @Option(
      names = "--gold-value",
      paramLabel = "PATH",
      description = "The reference in a record of --gold-file. Default: reference")
  private @Nullable String value;

  /** A spec with these options. */
  DumpSpec in(DumpSpec spec) {
    return spec.with(Field.GOLD_FILE, file).with(Field.GOLD_ID, id).with(Field.GOLD_VALUE, value);
  }
}
