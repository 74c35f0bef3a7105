// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.dump.input.DumpFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a file.
 *
 * @param keyNames names of the parts of the group keys; empty without groups
 * @param bytes length of the header in bytes
 */
record FileHeader(List<String> keyNames, int bytes) {
  /** {@code 89 "SDOG" CR LF 1A} in a file: a transfer in text mode changes it. */
  static final long MARK = 0x1A0A_0D47_4F44_5389L;

  private static final int VERSION = 2;
  private static final int FIXED_BYTES = Long.BYTES + 3 * Integer.BYTES;
  private static final int MAX_BYTES = 1 << 20;

  /**
   * The bytes of a header.
   *
   * @throws IllegalArgumentException if the names take more than a megabyte
   */
  static byte[] encode(List<String> keyNames) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    keyNames.forEach(name -> writeText(names, name));
    int bytes = FIXED_BYTES + names.size() + Checksum.BYTES;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "names of group keys of " + names.size() + " bytes, at most " + MAX_BYTES);
    }
    ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MARK).putInt(VERSION).putInt(bytes).putInt(keyNames.size());
    out.put(names.toByteArray());
    out.putInt(Checksum.of(out.slice(0, bytes - Checksum.BYTES)));
    return out.array();
  }

  /**
   * Reads and checks the header of a file.
   *
   * @throws dev.sundog.batch.MalformedDumpException if it is not valid or of another version
   */
  static FileHeader read(DumpFile file) {
    ByteBuffer fixed = file.read(0, FIXED_BYTES);
    if (fixed.getLong() != MARK) {
      throw file.malformed(0, "not a native dump (.sdog)");
    }
    int version = fixed.getInt();
    int bytes = fixed.getInt();
    int count = fixed.getInt();
    if (version != VERSION) {
      throw file.malformed(
          Long.BYTES,
          Integer.reverseBytes(version) == VERSION
              ? "a big-endian native dump; native dumps are little-endian"
              : "native dump of version "
                  + Integer.toUnsignedString(version)
                  + "; this program reads version "
                  + VERSION
                  + ". Convert the original dump again");
    }
    if (bytes < FIXED_BYTES + Checksum.BYTES || bytes > Math.min(MAX_BYTES, file.size())) {
      throw file.malformed(12, "invalid length " + bytes + " of the file header");
    }
    ByteBuffer all = file.read(0, bytes);
    if (Checksum.of(all.slice(0, bytes - Checksum.BYTES)) != all.getInt(bytes - Checksum.BYTES)) {
      throw file.malformed(0, "wrong checksum of the file header");
    }
    ByteBuffer names = all.slice(FIXED_BYTES, bytes - FIXED_BYTES - Checksum.BYTES);
    List<String> keyNames = readTexts(names.order(ByteOrder.LITTLE_ENDIAN), count);
    if (keyNames.size() != count || names.hasRemaining()) {
      throw file.malformed(
          FIXED_BYTES, "a file header without its " + count + " names of group keys");
    }
    return new FileHeader(keyNames, bytes);
  }

  /** Appends u32 length and UTF-8. */
  static void writeText(ByteArrayOutputStream out, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    byte[] length = new byte[Integer.BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putInt(utf8.length);
    out.writeBytes(length);
    out.writeBytes(utf8);
  }

  /** Reads up to {@code count} texts; fewer if a length exceeds the buffer. */
  static List<String> readTexts(ByteBuffer in, long count) {
    List<String> texts = new ArrayList<>();
    while (texts.size() < count && in.remaining() >= Integer.BYTES) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        return texts;
      }
      byte[] utf8 = new byte[length];
      in.get(utf8);
      texts.add(new String(utf8, UTF_8));
    }
    return texts;
  }
}
