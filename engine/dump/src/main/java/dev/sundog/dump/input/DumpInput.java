// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.spec.InputLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file, inflated if it is gzip or Zstandard by its first bytes, without a UTF-8
 * byte order mark. Watches the inflate limits, and at the end whether the file is still the one
 * that was opened. Not thread-safe.
 */
public final class DumpInput implements AutoCloseable, ByteSource {
  /** Size from which a compressed file is inflated by several threads, if it has several parts. */
  private static final int PARTS_BYTES = 1 << 20;

  private static final int MOST_THREADS = 8;
  private static final long RATIO_APPLIES_BYTES = 16L << 20;
  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int ZSTANDARD_MAGIC = 0x28B52FFD;

  /** Frames without data, which pzstd puts first; the low four bits of the first byte vary. */
  private static final int ZSTANDARD_SKIPPABLE_MAGIC = 0x502A4D18;

  private static final int UTF_8_MARK = 0xEFBBBF;

  private final Path path;
  private final DumpFile file;
  private final InputLimits limits;
  private final BasicFileAttributes opened;
  private final CountedInput raw;
  private final @Nullable PartsInput parts;
  private final InputStream inflated;
  private final boolean compressed;
  private byte[] head = new byte[0];
  private int headRead;
  private long inflatedBytes;
  private boolean ended;

  private DumpInput(Path path, DumpFile file, InputLimits limits, CountedInput raw)
      throws IOException {
    this.path = path;
    this.file = file;
    this.limits = limits;
    this.opened = file.opened();
    this.raw = raw;
    byte[] magic = raw.readNBytes(Integer.BYTES);
    PushbackInputStream whole = new PushbackInputStream(raw, Integer.BYTES);
    whole.unread(magic);
    boolean gzip = bigEndian(magic, 2) == GZIP_MAGIC;
    int first = bigEndian(magic, 4);
    boolean zstandard =
        first == ZSTANDARD_MAGIC || (first & 0xF0FFFFFF) == ZSTANDARD_SKIPPABLE_MAGIC;
    compressed = gzip || zstandard;
    Compression compression = gzip ? new GzipMembers() : new ZstdFrames();
    parts =
        compressed && opened.isRegularFile() && file.size() >= PARTS_BYTES
            ? new PartsInput(file, compression, threads())
            : null;
    inflated = parts != null ? parts : compressed ? compression.all(whole) : whole;
    if (bigEndian(peek(3), 3) == UTF_8_MARK) {
      headRead = 3;
    }
  }

  /** Threads besides the one that reads: it inflates too. */
  private static int threads() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_THREADS);
  }

  /**
   * Opens a file.
   *
   * @throws MalformedDumpException if it can't be read or its compression's header is not sound
   */
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  public static DumpInput open(Path path, InputLimits limits) {
    DumpFile file = DumpFile.open(path);
    CountedInput raw = new CountedInput(file.stream());
    try {
      if (file.opened().isDirectory()) {
        throw file.malformed(-1, "this is a directory");
      }
      return new DumpInput(path, file, limits, raw);
    } catch (IOException e) {
      raw.closeQuietly();
      throw unreadable(path, -1, e);
    } catch (RuntimeException e) {
      raw.closeQuietly();
      throw e;
    }
  }

  /** Whether this is a regular file, not compressed: it can be read at any offset. */
  boolean plain() {
    return !compressed && opened.isRegularFile();
  }

  /** The file itself. */
  DumpFile file() {
    return file;
  }

  /** The file's name, as errors give it. */
  @Override
  public String name() {
    return file.name();
  }

  /** The file's size in bytes, compressed or not; −1 if it is not a regular file. */
  public long size() {
    return opened.isRegularFile() ? opened.size() : -1;
  }

  /** Whether the file is compressed. */
  public boolean compressed() {
    return compressed;
  }

  /** Offset of the next byte in the inflated input. */
  @Override
  public long offset() {
    return inflatedBytes - head.length + headRead;
  }

  /** Share of the file that was read, 0 to 1, or NaN if it is no regular file. */
  public double progress() {
    return opened.isRegularFile()
        ? opened.size() == 0 ? 1 : Math.min(1, (double) compressedBytes() / opened.size())
        : Double.NaN;
  }

  /** The next bytes, fewer at the end, which stay to be read. */
  public byte[] peek(int length) {
    if (head.length - headRead < length) {
      byte[] longer = Arrays.copyOfRange(head, headRead, headRead + length);
      int size = head.length - headRead;
      for (int more = 1; size < length && more > 0; size += more) {
        more = readInflated(longer, size, length - size);
      }
      head = Arrays.copyOf(longer, size);
      headRead = 0;
    }
    return Arrays.copyOfRange(head, headRead, Math.min(head.length, headRead + length));
  }

  /**
   * Reads up to {@code length} bytes; 0 only at the end.
   *
   * @throws MalformedDumpException if the file can't be read on, or is not the one it was
   * @throws LimitExceededException if a compressed file grows beyond the limits
   */
  @Override
  public int read(byte[] target, int from, int length) {
    int ready = Math.min(length, head.length - headRead);
    if (ready > 0) {
      System.arraycopy(head, headRead, target, from, ready);
      headRead += ready;
      return ready;
    }
    return readInflated(target, from, length);
  }

  private int readInflated(byte[] target, int from, int length) {
    if (ended) {
      return 0;
    }
    try {
      int read = inflated.read(target, from, length);
      if (read < 0) {
        ended = true;
        checkUnchanged();
        return 0;
      }
      inflatedBytes += read;
      checkLimits();
      return read;
    } catch (IOException e) {
      throw unreadable(path, inflatedBytes, e);
    }
  }

  private void checkLimits() {
    if (!compressed) {
      return;
    }
    if (inflatedBytes > limits.inflatedBytes()) {
      throw exceeded(Limit.INFLATED_BYTES, "more than " + limits.inflatedBytes() + " bytes");
    }
    if (inflatedBytes > RATIO_APPLIES_BYTES
        && inflatedBytes / limits.inflateRatio() > compressedBytes()) {
      throw exceeded(
          Limit.INFLATE_RATIO, "every compressed byte becomes more than " + limits.inflateRatio());
    }
  }

  private long compressedBytes() {
    return parts == null ? raw.count() : parts.offset();
  }

  private LimitExceededException exceeded(Limit limit, String reason) {
    return new LimitExceededException(name(), 0, inflatedBytes, limit, reason);
  }

  private void checkUnchanged() throws IOException {
    if (!opened.isRegularFile()) {
      return;
    }
    if (!same(opened, Files.readAttributes(path, BasicFileAttributes.class))) {
      throw new MalformedDumpException(
          name(), 0, inflatedBytes, "the file was changed while it was read");
    }
  }

  /** Whether attributes are those of the same file, as it was. */
  static boolean same(BasicFileAttributes opened, BasicFileAttributes now) {
    return now.size() == opened.size()
        && now.lastModifiedTime().equals(opened.lastModifiedTime())
        && Objects.equals(now.fileKey(), opened.fileKey());
  }

  private static RuntimeException unreadable(Path path, long offset, IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new CancellationException("reading was interrupted");
    }
    String reason =
        switch (e) {
          case NoSuchFileException gone -> "there is no such file";
          case EOFException cut -> "the compressed file is cut off";
          case ZstdIOException zstd
              when zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge() ->
              "its frame needs a window of more than 128 MiB: unpack it first (zstd -d --long=31)";
          default -> "it can't be read: " + e.getMessage();
        };
    MalformedDumpException malformed =
        new MalformedDumpException(path.toString(), 0, offset, reason);
    malformed.initCause(e);
    return malformed;
  }

  private static int bigEndian(byte[] bytes, int length) {
    int value = bytes.length < length ? -1 : 0;
    for (int i = 0; value >= 0 && i < length; i++) {
      value = (value << 8) | (bytes[i] & 0xFF);
    }
    return value;
  }

  @Override
  public void close() {
    if (compressed) {
      FileBytes.closeQuietly(inflated);
    }
    raw.closeQuietly();
  }
}
