package dev.sundog.dump.spec;

/**
 * Sizes of input beyond which reading stops, checked before memory is taken.
 *
 * @param recordBytes bytes of one record ({@code --limit-record-bytes})
 * @param inflatedBytes bytes that one compressed file may become ({@code --limit-inflated-bytes})
 * @param inflateRatio bytes that one compressed byte may become, on average once 16 MiB came out
 *     ({@code --limit-inflate-ratio})
 */
public record InputLimits(int recordBytes, long inflatedBytes, int inflateRatio) {
  /** 64 MiB a record, 1 TiB a file, 200 bytes out of one. */
  public static final InputLimits DEFAULT = new InputLimits(64 << 20, 1L << 40, 200);

  /** Checks that every limit is positive and that a record fits an array. */
  public InputLimits {
    if (recordBytes < 1 || recordBytes > 1 << 30 || inflatedBytes < 1 || inflateRatio < 1) {
      throw new IllegalArgumentException("limits must be positive, recordBytes at most 1 GiB");
    }
  }

  /** The same with another size of a record. */
  public InputLimits withRecordBytes(int bytes) {
    return new InputLimits(bytes, inflatedBytes, inflateRatio);
  }
}
