// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.spec;

import dev.sundog.batch.Limit;

/**
 * Limits on the files of a dump, checked before memory is allocated.
 *
 * @param recordBytes bytes of one record, at most 1 GiB
 * @param inflatedBytes bytes of one file after decompression
 * @param inflateRatio decompressed bytes per compressed byte, checked after the first 16 MiB
 */
public record InputLimits(int recordBytes, long inflatedBytes, int inflateRatio) {
  /** 64 MiB per record, 1 TiB per decompressed file, 200 bytes per compressed byte. */
  public static final InputLimits DEFAULT = new InputLimits(64 << 20, 1L << 40, 200);

  /** Checks that every limit is positive and that a record fits an array. */
  public InputLimits {
    Limit.RECORD_BYTES.require(recordBytes, 1 << 30);
    Limit.INFLATED_BYTES.require(inflatedBytes, Long.MAX_VALUE);
    Limit.INFLATE_RATIO.require(inflateRatio, Integer.MAX_VALUE);
  }

  /** The same with another size of a record. */
  public InputLimits withRecordBytes(int bytes) {
    return new InputLimits(bytes, inflatedBytes, inflateRatio);
  }
}
