// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.spec.Field;

/** Formats that are not read, with what to do instead. */
enum ForeignFormat {
  /** xz. */
  XZ("\u00FD7zXZ", "this is compressed with xz: " + Advice.PIPE + "xz -dc"),
  /** bzip2. */
  BZIP2("BZh", "this is compressed with bzip2: " + Advice.PIPE + "bzip2 -dc"),
  /** LZ4. */
  LZ4("\u0004\"M\u0018", "this is compressed with lz4: " + Advice.PIPE + "lz4 -dc"),
  /** A zip archive, also of PyTorch or numpy. */
  ZIP("PK\u0003\u0004", "this is a zip archive that is not a log of Inspect: extract it first"),
  /** UTF-16, little-endian. */
  UTF_16_LE("\u00FF\u00FE", Advice.UTF_16),
  /** UTF-16, big-endian. */
  UTF_16_BE("\u00FE\u00FF", Advice.UTF_16);

  private static final class Advice {
    static final String PIPE = "gzip and Zstandard are read directly; pipe it through ";
    static final String UTF_16 =
        "this is UTF-16: convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8)";
  }

  private final String magic;
  private final String reason;

  ForeignFormat(String magic, String reason) {
    this.magic = magic;
    this.reason = reason;
  }

  /** Why a file is not read, and what to do. */
  static Message reason(DumpHead head) {
    for (ForeignFormat format : values()) {
      if (head.startsWith(format.magic)) {
        return Message.literal(format.reason);
      }
    }
    return Message.of(
        "this is in none of the formats that are detected. Set {} to text if it holds plain lines",
        Field.FORMAT);
  }
}
