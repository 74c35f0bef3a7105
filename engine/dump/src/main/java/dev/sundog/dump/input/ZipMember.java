// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStream;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.spec.InputLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A member of a zip archive, as the directory describes it.
 *
 * @param name its name
 * @param method how it is compressed: stored, deflate or Zstandard
 * @param crc CRC-32 of its bytes
 * @param compressed number of its bytes in the archive
 * @param size number of its bytes
 * @param offset offset of its header in the archive
 */
public record ZipMember(String name, int method, int crc, long compressed, long size, long offset) {
  private static final int STORED = 0;
  private static final int DEFLATE = 8;
  private static final int ZSTANDARD = 93;
  private static final long RATIO_APPLIES_BYTES = 16L << 20;
  private static final int SIGNATURE = 0x04034B50;
  private static final int HEADER_BYTES = 30;
  private static final int NAME_LENGTH = 26;

  /**
   * Reads the member's bytes.
   *
   * @param file the archive
   * @param reader takes the bytes; if it reads all of them, their number and CRC-32 are checked
   * @throws MalformedDumpException if they can't be decompressed
   * @throws LimitExceededException if they are more than the limits allow, before any is read
   */
  public void read(DumpFile file, InputLimits limits, Consumer<ByteSource> reader) {
    String source = source(file);
    if (size > limits.inflatedBytes()) {
      throw new LimitExceededException(
          source, 0, 0, Limit.INFLATED_BYTES, "more than " + limits.inflatedBytes() + " bytes");
    }
    if (size > RATIO_APPLIES_BYTES && size / limits.inflateRatio() > compressed) {
      throw new LimitExceededException(
          source,
          0,
          0,
          Limit.INFLATE_RATIO,
          "every compressed byte becomes more than " + limits.inflateRatio());
    }
    long begin = begin(file);
    Inflater inflater = new Inflater(true);
    try (InputStream bytes = inflated(new FileBytes(file, begin, begin + compressed), inflater)) {
      reader.accept(new Bytes(source, bytes));
    } catch (IOException e) {
      throw new MalformedDumpException(source, 0, 0, "it can't be read: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  /** The member's name after its archive's, as errors give it. */
  public String source(DumpFile file) {
    return file.name() + ", " + name;
  }

  private InputStream inflated(InputStream raw, Inflater inflater) throws IOException {
    return switch (method) {
      case STORED -> raw;
      case DEFLATE -> new InflaterInputStream(raw, inflater, 1 << 16);
      case ZSTANDARD -> new ZstdInputStream(raw, RecyclingBufferPool.INSTANCE);
      default ->
          throw new IOException(
              "compression method " + method + " of zip is not stored, deflate or Zstandard");
    };
  }

  /**
   * Offset of the first byte, after the header at the member's beginning.
   *
   * @throws MalformedDumpException if the header is another member's
   */
  long begin(DumpFile file) {
    if (offset > file.size() - HEADER_BYTES) {
      throw file.malformed(offset, "the archive ends within the header of \"" + name + "\"");
    }
    ByteBuffer header = file.read(offset, HEADER_BYTES);
    if (header.getInt(0) != SIGNATURE) {
      throw file.malformed(offset, "\"" + name + "\" does not begin here. The archive is damaged");
    }
    int names = Short.toUnsignedInt(header.getShort(NAME_LENGTH));
    int extra = Short.toUnsignedInt(header.getShort(NAME_LENGTH + Short.BYTES));
    long begin = offset + HEADER_BYTES + names + extra;
    boolean same =
        begin <= file.size()
            && UTF_8.decode(file.read(offset + HEADER_BYTES, names)).toString().equals(name)
            && Short.toUnsignedInt(header.getShort(8)) == method;
    if (!same) {
      throw file.malformed(offset, "this is not \"" + name + "\" as in the archive's directory");
    }
    if (compressed > file.size() - begin) {
      throw file.malformed(offset, "the archive ends within \"" + name + "\"");
    }
    return begin;
  }

  /** The decompressed bytes. */
  private final class Bytes implements ByteSource {
    private final String source;
    private final InputStream bytes;
    private final CRC32 sum = new CRC32();
    private long at;

    Bytes(String source, InputStream bytes) {
      this.source = source;
      this.bytes = bytes;
    }

    @Override
    public String name() {
      return source;
    }

    @Override
    public long offset() {
      return at;
    }

    @Override
    public int read(byte[] target, int from, int length) {
      int count;
      try {
        count = Math.max(bytes.read(target, from, length), 0);
      } catch (IOException e) {
        throw malformed("it can't be decompressed: " + e.getMessage());
      }
      at += count;
      sum.update(target, from, count);
      if (at > size || (count == 0 && at < size)) {
        throw malformed(
            "the archive's directory has a size of " + size + " bytes. The archive is damaged");
      }
      if (count == 0 && (int) sum.getValue() != crc) {
        throw malformed("its CRC-32 is not the directory's. The archive is damaged");
      }
      return count;
    }

    private MalformedDumpException malformed(String reason) {
      return new MalformedDumpException(source, 0, at, reason);
    }
  }
}
