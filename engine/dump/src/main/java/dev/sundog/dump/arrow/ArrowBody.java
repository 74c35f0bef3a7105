// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.dump.spec.InputLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The body of one message: the buffers that were asked for are read in the order of the file. */
final class ArrowBody {
  /** A buffer of a body; it has bytes once the body was read. */
  static final class Part {
    private final long from;
    private final long length;
    private byte[] bytes = new byte[0];

    private Part(long from, long length) {
      this.from = from;
      this.length = length;
    }

    /** Offset in the file. */
    long offset() {
      return from;
    }

    /** The bytes, decompressed. */
    byte[] bytes() {
      return bytes;
    }
  }

  private static final int PLAIN = -1;
  private static final int LZ4 = 0;
  private static final int ZSTANDARD = 1;

  private final ArrowInput input;
  private final InputLimits limits;
  private final long start;
  private final long length;
  private final int codec;
  private final List<Part> parts = new ArrayList<>();

  /**
   * A body that begins at the next byte.
   *
   * @param batch the table of the batch, which says how buffers are compressed
   */
  ArrowBody(ArrowInput input, InputLimits limits, long length, FlatTable batch) {
    this.input = input;
    this.limits = limits;
    this.start = input.offset();
    this.length = length;
    FlatTable compression = batch.table(3);
    codec = compression == null ? PLAIN : compression.byteAt(0);
    if (codec > ZSTANDARD || (compression != null && compression.byteAt(1) != 0)) {
      throw input.malformed(start, "its compression " + codec + " is unknown");
    }
    input.require(length, "the body of a batch");
  }

  /** Asks for a buffer. */
  Part part(long from, long bytes) {
    if (from < 0 || bytes < 0 || from > length || bytes > length - from) {
      throw input.malformed(
          start, "a buffer of " + bytes + " bytes at " + from + " is outside its batch");
    }
    Part part = new Part(start + from, bytes);
    if (bytes > 0) {
      parts.add(part);
    }
    return part;
  }

  /** Reads all that was asked for, and skips the rest. */
  void read() {
    parts.sort(Comparator.comparingLong(Part::offset));
    for (Part part : parts) {
      if (part.from < input.offset()) {
        throw input.malformed(part.from, "two buffers overlap");
      }
      input.skip(part.from - input.offset(), "a batch");
      byte[] stored = input.read(part.length, "a buffer");
      part.bytes = codec == PLAIN ? stored : decompress(part, stored);
    }
    input.skip(start + length - input.offset(), "a batch");
  }

  private byte[] decompress(Part part, byte[] stored) {
    if (stored.length < Long.BYTES) {
      throw input.malformed(part.from, "a compressed buffer of " + stored.length + " bytes");
    }
    long size = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (size == PLAIN) {
      return Arrays.copyOfRange(stored, Long.BYTES, stored.length);
    }
    requireSize(part, size, stored.length);
    byte[] target = new byte[(int) size];
    long written;
    if (codec == LZ4) {
      written = Lz4Frame.decompress(stored, Long.BYTES, target);
    } else {
      written = inflate(part, stored, target);
    }
    if (written != size) {
      throw input.malformed(
          part.from, "a buffer has " + written + " bytes, its header says " + size);
    }
    return target;
  }

  private long inflate(Part part, byte[] stored, byte[] target) {
    try {
      return Zstd.decompressByteArray(
          target, 0, target.length, stored, Long.BYTES, stored.length - Long.BYTES);
    } catch (ZstdException e) {
      throw input.malformed(part.from, "a buffer can't be decompressed: " + e.getMessage());
    }
  }

  private void requireSize(Part part, long size, int stored) {
    if (size < 0 || size > Integer.MAX_VALUE - 8) {
      throw input.malformed(
          part.from,
          "a buffer of " + size + " bytes; at most 2 GiB are read. Write smaller batches");
    }
    if (size > (16 << 20) && size / limits.inflateRatio() > stored) {
      throw new LimitExceededException(
          input.name(),
          0,
          part.from,
          Limit.INFLATE_RATIO,
          "every compressed byte becomes more than " + limits.inflateRatio());
    }
  }
}
