// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.dump.spec.InputLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Sizes beyond which input is refused: options that all commands with dumps share. */
@Command
final class LimitOptions {
  @Option(
      names = "--limit-record-bytes",
      paramLabel = "SIZE",
      converter = Size.class,
      description = "One record of a dump, at most 1g. Default: 64m")
  private long recordBytes = InputLimits.DEFAULT.recordBytes();

  @Option(
      names = "--limit-inflated-bytes",
      paramLabel = "SIZE",
      converter = Size.class,
      description = "What a compressed file may become. Default: 1t")
  private long inflatedBytes = InputLimits.DEFAULT.inflatedBytes();

  @Option(
      names = "--limit-inflate-ratio",
      paramLabel = "N",
      description = "Bytes out of one compressed byte. Default: ${DEFAULT-VALUE}")
  private int inflateRatio = InputLimits.DEFAULT.inflateRatio();

  @Option(
      names = "--limit-batch-items",
      paramLabel = "N",
      description = "Items scored at a time. Default: ${DEFAULT-VALUE}")
  private int batchItems = BatchLimits.DEFAULT.batchItems();

  @Option(
      names = "--limit-batch-bytes",
      paramLabel = "SIZE",
      converter = Size.class,
      description = "Memory of the items scored at a time, per thread, at most 1g. Default: 64m")
  private long batchBytes = BatchLimits.DEFAULT.batchBytes();

  @Option(
      names = "--limit-sequence-tokens",
      paramLabel = "N",
      converter = Size.class,
      description = "Tokens, or bytes of text, of one sequence. Default: 4m")
  private long sequenceTokens = BatchLimits.DEFAULT.sequenceTokens();

  @Option(
      names = "--limit-references",
      paramLabel = "N",
      description = "References of one item. Default: ${DEFAULT-VALUE}")
  private int references = BatchLimits.DEFAULT.itemReferences();

  @Option(
      names = "--limit-groups",
      paramLabel = "N",
      description = "Different groups of a run. Default: ${DEFAULT-VALUE}")
  private int groups = BatchLimits.DEFAULT.groups();

  @Option(
      names = "--limit-kept-bytes",
      paramLabel = "SIZE",
      converter = Size.class,
      description =
          "What a run may keep of single items where an option needs it. Default: half of the heap")
  private long keptBytes = BatchLimits.DEFAULT.keptBytes();

  /**
   * What a reader refuses.
   *
   * @throws UsageException if a limit is out of range
   */
  InputLimits input() {
    try {
      return new InputLimits(whole(Limit.RECORD_BYTES, recordBytes), inflatedBytes, inflateRatio);
    } catch (IllegalArgumentException e) {
      throw UsageException.of(e);
    }
  }

  /**
   * What a batch refuses.
   *
   * @throws UsageException if a limit is out of range
   */
  BatchLimits batch() {
    try {
      return new BatchLimits(
          batchItems,
          batchBytes,
          whole(Limit.SEQUENCE_TOKENS, sequenceTokens),
          references,
          groups,
          keptBytes);
    } catch (IllegalArgumentException e) {
      throw UsageException.of(e);
    }
  }

  private static int whole(Limit limit, long size) {
    limit.require(size, Integer.MAX_VALUE);
    return (int) size;
  }

  /** A number with an optional k, m, g or t: powers of 1,024. */
  static final class Size implements ITypeConverter<Long> {
    private static final String UNITS = "kmgt";

    @Override
    public Long convert(String text) {
      int unit =
          text.isEmpty()
              ? -1
              : UNITS.indexOf(Character.toLowerCase(text.charAt(text.length() - 1)));
      String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
      try {
        return Math.multiplyExact(Long.parseLong(digits), 1L << (10 * (unit + 1)));
      } catch (NumberFormatException | ArithmeticException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a size such as 1048576, 64m or 1g");
      }
    }
  }
}
