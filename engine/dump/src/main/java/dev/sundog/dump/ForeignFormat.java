package dev.sundog.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/** What else a file may be, and how its user gets on: none of these is read. */
enum ForeignFormat {
  /** Apache Parquet. */
  PARQUET("PAR1", "this is Parquet: " + Advice.DUCKDB),
  /** Apache Arrow's file, or Feather. */
  ARROW("ARROW1", "this is an Arrow file: " + Advice.PYARROW),
  /** Apache Arrow's stream. */
  ARROW_STREAM("\u00FF\u00FF\u00FF\u00FF", "this is an Arrow stream: " + Advice.PYARROW),
  /** xz. */
  XZ("\u00FD7zXZ", "this is compressed by xz: " + Advice.PIPE + "xz -dc"),
  /** bzip2. */
  BZIP2("BZh", "this is compressed by bzip2: " + Advice.PIPE + "bzip2 -dc"),
  /** LZ4. */
  LZ4("\u0004\"M\u0018", "this is compressed by lz4: " + Advice.PIPE + "lz4 -dc"),
  /** A zip archive, also of PyTorch or numpy. */
  ZIP("PK\u0003\u0004", "this is a zip archive: unpack it first"),
  /** UTF-16, little-endian. */
  UTF_16_LE("\u00FF\u00FE", Advice.UTF_16),
  /** UTF-16, big-endian. */
  UTF_16_BE("\u00FE\u00FF", Advice.UTF_16);

  private static final class Advice {
    static final String DUCKDB =
        "make JSON Lines of it first (duckdb -c \"COPY (FROM 'FILE') TO 'FILE.jsonl'\")";
    static final String PYARROW =
        "make JSON Lines of it first (pandas.read_feather, or pyarrow.ipc, then"
            + " to_json(orient='records', lines=True))";
    static final String PIPE = "gzip and Zstandard are inflated here, others by ";
    static final String UTF_16 = "this is UTF-16: make it UTF-8 first (iconv -f UTF-16 -t UTF-8)";
  }

  private final String magic;
  private final String reason;

  ForeignFormat(String magic, String reason) {
    this.magic = magic;
    this.reason = reason;
  }

  /** Why a file that begins neither as JSON nor as a native dump is not read. */
  static String reason(String file, byte[] head) {
    String begin = new String(head, 0, Math.min(head.length, 8), ISO_8859_1);
    for (ForeignFormat format : values()) {
      if (begin.startsWith(format.magic)) {
        return format.reason;
      }
    }
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return "this is a table: " + Advice.DUCKDB;
    }
    return "this is neither JSON nor a native dump: plain texts are read with --format text";
  }
}
