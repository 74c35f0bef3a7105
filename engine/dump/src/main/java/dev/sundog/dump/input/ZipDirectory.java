// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The central directory of a zip archive, also with the 64-bit fields of large ones (APPNOTE 6.3,
 * 4.3 and 4.5.3). {@link java.util.zip.ZipFile} refuses archives with members in Zstandard.
 */
public final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054B50;
  private static final int END_BYTES = 22;
  private static final int MOST_COMMENT_BYTES = 0xFFFF;
  private static final int LOCATOR_SIGNATURE = 0x07064B50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_SIGNATURE = 0x06064B50;
  private static final int END64_BYTES = 56;
  private static final int ENTRY_SIGNATURE = 0x02014B50;
  private static final int ENTRY_BYTES = 46;
  private static final int ENCRYPTED = 1;
  private static final int ZIP64 = 1;
  private static final long IN_EXTRA = 0xFFFFFFFFL;

  /** Directories at most this large are read; one of 100,000 members has about 8 MB. */
  private static final int MOST_BYTES = 1 << 28;

  private final DumpFile file;
  private final Map<String, ZipMember> members = new LinkedHashMap<>();

  private ZipDirectory(DumpFile file) {
    this.file = file;
  }

  /**
   * The members of an archive, in the directory's order; of several with one name the last.
   *
   * @throws dev.sundog.batch.MalformedDumpException if the directory is damaged
   */
  public static List<ZipMember> read(DumpFile file) {
    ZipDirectory directory = new ZipDirectory(file);
    directory.read();
    return List.copyOf(directory.members.values());
  }

  private void read() {
    long end = end();
    ByteBuffer record = file.read(end, END_BYTES);
    long count = Short.toUnsignedInt(record.getShort(10));
    long length = Integer.toUnsignedLong(record.getInt(12));
    long begin = Integer.toUnsignedLong(record.getInt(16));
    if ((begin == IN_EXTRA || length == IN_EXTRA || count == 0xFFFF)
        && end >= LOCATOR_BYTES
        && file.read(end - LOCATOR_BYTES, LOCATOR_BYTES).getInt(0) == LOCATOR_SIGNATURE) {
      long end64 = file.read(end - LOCATOR_BYTES, LOCATOR_BYTES).getLong(8);
      if (end64 < 0 || end64 > end - END64_BYTES) {
        throw file.malformed(end - LOCATOR_BYTES, "the archive's end record is not in the file");
      }
      ByteBuffer record64 = file.read(end64, END64_BYTES);
      if (record64.getInt(0) != END64_SIGNATURE) {
        throw file.malformed(end64, "the archive's end record does not begin here");
      }
      count = record64.getLong(32);
      length = record64.getLong(40);
      begin = record64.getLong(48);
    }
    if (begin < 0 || length < 0 || length > MOST_BYTES || begin > end - length) {
      throw file.malformed(
          end,
          "the archive's directory is said to have " + length + " bytes from " + begin + " on");
    }
    int found = entries(file.read(begin, (int) length), begin);
    if (found != count) {
      throw file.malformed(
          end, "the archive's directory has " + found + " members instead of " + count);
    }
    members.values().forEach(member -> member.begin(file));
  }

  /** Offset of the end record, the last one in the file. */
  private long end() {
    int length = (int) Math.min(file.size(), END_BYTES + MOST_COMMENT_BYTES);
    long from = file.size() - length;
    ByteBuffer tail = file.read(from, length);
    for (int at = length - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE) {
        return from + at;
      }
    }
    throw file.malformed(
        file.size(), "the zip archive has no directory at its end: it is cut off or still written");
  }

  private int entries(ByteBuffer directory, long begin) {
    int count = 0;
    while (directory.hasRemaining()) {
      int at = directory.position();
      if (directory.remaining() < ENTRY_BYTES || directory.getInt(at) != ENTRY_SIGNATURE) {
        throw file.malformed(begin + at, "the archive's directory is damaged");
      }
      int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
      int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
      int comment = Short.toUnsignedInt(directory.getShort(at + 32));
      if (directory.remaining() < ENTRY_BYTES + nameLength + extraLength + comment) {
        throw file.malformed(begin + at, "the archive's directory ends within this entry");
      }
      byte[] bytes = new byte[nameLength];
      directory.get(at + ENTRY_BYTES, bytes);
      String name = new String(bytes, UTF_8);
      if ((directory.getShort(at + 8) & ENCRYPTED) != 0) {
        throw file.malformed(begin + at, "\"" + name + "\" is encrypted");
      }
      ByteBuffer extra =
          directory.slice(at + ENTRY_BYTES + nameLength, extraLength).order(directory.order());
      ByteBuffer wide = zip64(extra);
      long size = size(directory.getInt(at + 24), wide);
      long compressed = size(directory.getInt(at + 20), wide);
      long offset = size(directory.getInt(at + 42), wide);
      if (size < 0 || compressed < 0 || offset < 0) {
        throw file.malformed(begin + at, "the sizes of \"" + name + "\" are not in the directory");
      }
      int method = Short.toUnsignedInt(directory.getShort(at + 10));
      int crc = directory.getInt(at + 16);
      members.remove(name);
      members.put(name, new ZipMember(name, method, crc, compressed, size, offset));
      directory.position(at + ENTRY_BYTES + nameLength + extraLength + comment);
      count++;
    }
    return count;
  }

  /** The 64-bit sizes of an entry; empty if it has none. */
  private static ByteBuffer zip64(ByteBuffer extra) {
    while (extra.remaining() >= Integer.BYTES) {
      int kind = Short.toUnsignedInt(extra.getShort());
      int length = Short.toUnsignedInt(extra.getShort());
      if (length > extra.remaining()) {
        break;
      }
      if (kind == ZIP64) {
        return extra.slice(extra.position(), length).order(extra.order());
      }
      extra.position(extra.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  /** A size of 32 bits, or the next one of 64 bits; −1 if that is missing. */
  private static long size(int field, ByteBuffer wide) {
    long size = Integer.toUnsignedLong(field);
    if (size != IN_EXTRA) {
      return size;
    }
    return wide.remaining() < Long.BYTES ? -1 : wide.getLong();
  }
}
